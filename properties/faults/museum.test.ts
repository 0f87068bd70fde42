import { describe, expect, test } from 'vitest';
import { invariantOf } from '../../spec/invariants/index.ts';
import { AREAS, type HistoricBug } from './historicBug.ts';
import { FAULTS, UNPLANTED } from './index.ts';

/** Real bugs that nobody has decided about yet. */
const PENDING: readonly string[] = ['B31', 'B33'];

const planted = Object.values(FAULTS).flatMap(({ bug }) => bug ?? []);
const shown: readonly HistoricBug[] = [...planted, ...UNPLANTED];
const idsOf = (bugs: readonly HistoricBug[]): string[] => bugs.map(({ id }) => id).toSorted();

const ALL = Array.from({ length: 68 }, (_, index) => `B${String(index + 1).padStart(2, '0')}`);

describe('the museum of real bugs', () => {
  test('has each bug once: planted, or with the reason why it cannot be', () => {
    expect(idsOf(shown).filter((id, place, ids) => id === ids[place - 1])).toEqual([]);
    const known = new Set([...idsOf(shown), ...PENDING]);
    expect([...known].toSorted()).toEqual(ALL);
  });

  test.each(shown)('$id tells where it was, what people saw, and who says so', (bug) => {
    expect(Object.keys(AREAS)).toContain(bug.area);
    expect(bug.system.length).toBeGreaterThan(4);
    expect(bug.story.split(/\s+/).length).toBeGreaterThan(12);
    expect(bug.source.length).toBeGreaterThan(8);
  });

  test.each(UNPLANTED)('$id has a reason not to be planted', ({ reason }) => {
    expect(reason.split(/\s+/).length).toBeGreaterThan(8);
  });
});

test.each(Object.values(FAULTS))('$name names rules of the catalogue', ({ invariant, also }) => {
  const named = [invariant, also ?? []].flat();
  expect(named.filter((id) => !invariantOf(id))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});
