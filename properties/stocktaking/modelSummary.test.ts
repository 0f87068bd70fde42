import { expect, test } from 'vitest';
import * as model from '../../model/index.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { PENDING } from '../../spec/invariants/pending.ts';
import { REQUIREMENTS } from '../../spec/requirements/index.ts';
import { MACHINES } from './machines.ts';
import { modelSummary } from './modelSummary.ts';

const SELF_CHECKS = ['INV-114', 'INV-146', 'INV-147', 'INV-148', 'INV-157', 'INV-159', 'INV-160'];
/** Rules that nobody has shown to be broken by a target yet. */
const ONLY_BY_HAND = ['INV-1', 'INV-149', 'INV-173'];
const summary = modelSummary();

test('the catalogue is 108 rules and six of this project, of which nearly all can be expressed', () => {
  expect(summary.invariants.total).toBe(114);
  expect(summary.invariants.expressible).toBe(INVARIANTS.length);
  expect(summary.invariants.inexpressible.length).toBe(114 - INVARIANTS.length);
  expect(summary.invariants.catalogue).toEqual({ total: 108, expressible: 103, seenToFail: 103 });
});

test('a rule counts as seen to fail only if it has just failed', () => {
  const { seenToFail, waiting, lost } = summary.invariants;
  expect(lost).toEqual([]);
  expect([...waiting].sort()).toEqual([...PENDING].sort());
  expect(seenToFail).toBe(INVARIANTS.length - waiting.length);
});

test('every requirement is covered, waits, or is out of scope', () => {
  const { total, covered, outOfScope, waiting } = summary.requirements;
  expect(total).toBe(REQUIREMENTS.length);
  expect(waiting).toEqual([]);
  expect({ covered, outOfScope }).toEqual({ covered: 41, outOfScope: 13 });
});

test('what no target can break is told apart', () => {
  const own = summary.invariants.rules.filter(({ selfCheck }) => selfCheck);
  expect(own.map(({ id }) => id).sort()).toEqual(SELF_CHECKS);
});

test('what any target can break was shown by more than a world made by hand', () => {
  const byHand = summary.invariants.rules.filter(
    ({ selfCheck, shownBy }) => !selfCheck && shownBy.every((kind) => kind === 'world'),
  );
  expect(byHand.map(({ id }) => id)).toEqual(ONLY_BY_HAND);
});

test('every rule is told with what it fails for, and every requirement with what carries it', () => {
  const bare = summary.invariants.rules.filter(({ failsWhen }) => failsWhen.length === 0).map(({ id }) => id);
  expect(bare).toEqual(summary.invariants.waiting);
  expect(summary.requirements.rows.map(({ id }) => id)).toEqual(REQUIREMENTS.map(({ id }) => id));
});

test('no compiled machine is left out', () => {
  const counted = new Set<unknown>(MACHINES.map(({ table }) => table));
  const forgotten = Object.entries(model).filter(
    ([name, table]) => name.endsWith('Table') && !counted.has(table),
  );
  expect(forgotten.map(([name]) => name)).toEqual([]);
});

test('each machine has states, events and arrows', () => {
  for (const { name, leaves, events, transitions } of summary.machines)
    expect([name, Math.min(leaves, events, transitions) > 3]).toEqual([name, true]);
});
