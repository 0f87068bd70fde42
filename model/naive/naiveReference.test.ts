import { expect, test } from 'vitest';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { Effects } from '../../spec/operations/effects.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { mirrored } from '../testing/machines.ts';
import { NAIVE_OPERATIONS } from './known.ts';
import { NaiveReference } from './naiveReference.ts';

const HABITS = { keepsWatermarks: true, groupsByMobility: false, reportsCache: true };
const NOTHING = new Effects();
const map = memoryMapOf(mirrored, DESIGNS.kernelcore);
const reference = () => new NaiveReference(map, DESIGNS.kernelcore, HABITS);
const USER = requestClassNumber('user');

test('names the broken rule, or nothing', () => {
  const naive = reference();
  expect(naive.allocate(0, USER, 0, 0, 32, NOTHING, 0)).toBeNull();
  expect(naive.allocate(1, USER, 0, 0, 32, NOTHING, 0)?.invariant).toBe('INV-103');
  expect(reference().allocate(0, USER, 0, 0, NO_MEMORY, NOTHING, 0)?.invariant).toBe('INV-3');
});

test('goes back to a moment as often as it is asked to', () => {
  const naive = reference();
  naive.allocate(0, USER, 0, 0, 32, NOTHING, 0);
  const goBack = naive.remember();
  for (let round = 0; round < 2; round++) {
    expect(naive.free(0, DONE, NOTHING, 0)).toBeNull();
    expect(naive.allocate(1, USER, 0, 0, 32, NOTHING, 0)).toBeNull();
    goBack();
  }
  expect(naive.allocate(1, USER, 0, 0, 32, NOTHING, 0)?.invariant).toBe('INV-103');
});

test('judges no target that hides its private lists', () => {
  const hidden = { ...HABITS, reportsCache: false };
  expect(() => new NaiveReference(map, DESIGNS.kernelcore, hidden)).toThrow(RangeError);
});

test('knows operations of the contract, each once', () => {
  expect(OPERATION_KINDS).toEqual(expect.arrayContaining([...NAIVE_OPERATIONS]));
  expect(new Set(NAIVE_OPERATIONS).size).toBe(NAIVE_OPERATIONS.length);
});
