import { describe, expect, test } from 'vitest';
import { invariantOf } from '../../spec/invariants/index.ts';
import { AREAS, type HistoricBug } from './historicBug.ts';
import { FAULTS, UNPLANTED } from './index.ts';

/** Real bugs that nobody has decided about yet. */
const PENDING: readonly string[] = [
<<<<<<< HEAD
  'B21',
  'B22',
  'B23',
  'B24',
  'B25',
  'B26',
  'B27',
  'B28',
  'B29',
  'B30',
=======
  'B01',
  'B02',
  'B03',
  'B04',
  'B05',
  'B06',
  'B07',
  'B08',
  'B09',
  'B10',
  'B11',
  'B12',
  'B13',
  'B14',
  'B15',
  'B16',
  'B17',
  'B18',
  'B19',
  'B20',
>>>>>>> 648f4e8 (Keep minimal scenarios of the bugs of counters, boot ranges and policy)
  'B31',
  'B33',
];

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
