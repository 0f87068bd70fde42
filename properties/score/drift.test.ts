import { expect, test } from 'vitest';
import { driftOf } from './drift.ts';
import type { Hunt } from './faultScore.ts';

const fault = { name: 'a-fault' };
const kept = { invariant: 'INV-1', token: 'zp1.none.tiny.AAAA', proven: true };
const hunt: Hunt = {
  ...kept,
  seed: 1,
  found: true,
  executed: 10,
  minimal: 1,
  irreducible: true,
  milliseconds: 1,
};
const other = 'zp1.none.tiny.BBBB';

test('a hunt that ends in the scenario that is kept has not drifted', () => {
  expect(driftOf(fault, hunt, kept)).toEqual([]);
});

test('one that proves another to be the first of the shortest has', () => {
  expect(driftOf(fault, { ...hunt, token: other }, kept)).toEqual([expect.stringContaining(other)]);
});

test('one that proves nothing may end elsewhere, as may one that breaks another rule', () => {
  expect(driftOf(fault, { ...hunt, token: other, proven: false }, kept)).toEqual([]);
  expect(driftOf(fault, { ...hunt, token: other, invariant: 'INV-2' }, kept)).toEqual([]);
  expect(driftOf(fault, { ...hunt, token: other }, { ...kept, proven: false })).toEqual([]);
  expect(driftOf(fault, { ...hunt, token: 'zp1.none.small.BBBB' }, kept)).toEqual([]);
});

test('a fault without a scenario is complained about, unless it takes a history', () => {
  expect(driftOf(fault, hunt, undefined)).toEqual([
    expect.stringContaining('npm run faults:keep -- a-fault'),
  ]);
  expect(driftOf({ ...fault, deep: true }, hunt, undefined)).toEqual([]);
});
