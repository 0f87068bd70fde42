import { expect, test } from 'vitest';
import type { Operation } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { elsewhere } from './elsewhere.ts';
import { Trials } from './trials.ts';

const user: Operation = { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 };
const isolate = (pageblock: number): Operation => ({ kind: 'isolate', pageblock });
const unisolate = (pageblock: number): Operation => ({ kind: 'unisolate', pageblock });
const poison = (pfn: number): Operation => ({ kind: 'poison', pfn, error: 'injected' });

const operationsOf = (words: OperationWords): Operation[] =>
  Array.from({ length: operationCount(words) }, (_, at) => operationAt(words, at));

function searched(given: readonly Operation[], wanted: readonly Operation[]) {
  const run = (words: OperationWords) => ({
    fails: JSON.stringify(operationsOf(words)) === JSON.stringify(wanted),
    idle: false,
    state: null,
  });
  const trials = new Trials({ run, kinds: [], most: 100_000 });
  const scenario = { layout: PRESETS.tiny!, design: 'kernelcore', operations: wordsOf(given) } as const; // A preset.
  const words = elsewhere(scenario, trials);
  return { tried: trials.count, operations: words && operationsOf(words) };
}

test('all that is about one place goes to another at once, when an operation is left out', () => {
  const wanted = [user, isolate(4), unisolate(4)];
  expect(searched([user, user, isolate(6), unisolate(6)], wanted).operations).toEqual(wanted);
  expect(searched([user, user, isolate(6), unisolate(5)], wanted).operations).toBeNull();
});

test('every place of the machine is tried, and nothing that keeps all operations', () => {
  expect(searched([user, poison(9)], [poison(63)]).operations).toEqual([poison(63)]);
  expect(searched([user, poison(9)], [user, poison(63)]).operations).toBeNull();
  expect(searched([user, user], [user])).toEqual({ tried: 0, operations: null });
});

test('a long scenario with many places is not searched through', () => {
  const many = Array.from({ length: 40 }, (_, at) => poison(at));
  expect(searched(many, [user]).tried).toBe(4000);
});
