import { expect, test } from 'vitest';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { Effects } from '../../spec/operations/effects.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { mirrored } from '../testing/machines.ts';
import { NAIVE_OPERATIONS, NaiveReference } from './index.ts';

const NOTHING = new Effects();
const map = memoryMapOf(mirrored, DESIGNS.kernelcore);
const reference = () => new NaiveReference(map, DESIGNS.kernelcore);
const USER = { kind: 'allocate', class: 'user', order: 0, node: 0, cpu: 0 } as const;

test('says why an answer is refused, or nothing', () => {
  const naive = reference();
  expect(naive.judge(USER, 0, 32, NOTHING)).toBeNull();
  expect(naive.judge(USER, 1, 32, NOTHING)).toMatch(/not one free block/);
  expect(reference().judge(USER, 0, NO_MEMORY, NOTHING)).toMatch(/nothing justifies/);
});

test('refuses what was done beside the answer, where nothing is to be done', () => {
  const log = new Effects();
  log.moved(40, 48);
  expect(reference().judge(USER, 0, 32, log)).toMatch(/out of place/);
  expect(reference().judge({ kind: 'offline', block: 1 }, -1, DONE, log)).toMatch(/no allocation begins/);
  expect(reference().judge({ kind: 'drain', cpu: 0 }, -1, DONE, log)).toMatch(/nothing is to be done/);
});

test('goes back to a moment as often as it is asked to', () => {
  const naive = reference();
  naive.judge(USER, 0, 32, NOTHING);
  const goBack = naive.remember();
  for (let round = 0; round < 2; round++) {
    expect(naive.judge({ kind: 'free', of: 0, cpu: 0 }, -1, DONE, NOTHING)).toBeNull();
    expect(naive.judge(USER, 1, 32, NOTHING)).toBeNull();
    goBack();
  }
  expect(naive.judge(USER, 1, 32, NOTHING)).not.toBeNull();
});

test('knows operations of the contract, each once', () => {
  expect(OPERATION_KINDS).toEqual(expect.arrayContaining([...NAIVE_OPERATIONS]));
  expect(NAIVE_OPERATIONS).toHaveLength(10);
});
