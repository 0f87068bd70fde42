import { expect, test } from 'vitest';
import {
  FALLBACKS,
  isOrdinary,
  MIGRATETYPE_NAMES,
  MIGRATETYPES,
  MOVABLE,
  RECLAIMABLE,
} from './migratetype.ts';

const types = [...MIGRATETYPE_NAMES.keys()];
const ordinary = types.filter(isOrdinary);

test('every type has a name', () => {
  expect(types).toHaveLength(MIGRATETYPES);
});

test('each ordinary type borrows from all others of its kind, and nobody else does', () => {
  expect([...FALLBACKS.keys()]).toEqual(ordinary);
  for (const type of ordinary)
    expect([type, ...FALLBACKS[type]!].toSorted((one, other) => one - other)).toEqual(ordinary);
});

test('pageblocks for movable pages are spoilt last by what stays, and first what a shrinker can free again', () => {
  for (const type of ordinary.filter((each) => each !== MOVABLE))
    expect(FALLBACKS[type]!.at(-1)).toBe(MOVABLE);
  for (const type of ordinary.filter((each) => each !== RECLAIMABLE))
    expect(FALLBACKS[type]![0]).toBe(RECLAIMABLE);
});
