import { expect, test } from 'vitest';
import type { Operation } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { otherOrders } from './otherOrders.ts';
import { Trials } from './trials.ts';

const request = (order: number, name: string): Operation => ({
  kind: 'allocate',
  order,
  class: name,
  node: 0,
  cpu: 0,
});
const free = (of: number): Operation => ({ kind: 'free', of, cpu: 0 });

const operationsOf = (words: OperationWords): Operation[] =>
  Array.from({ length: operationCount(words) }, (_, at) => operationAt(words, at));

function searched(given: readonly Operation[], wanted: readonly Operation[]) {
  const run = (words: OperationWords) => {
    const fails = JSON.stringify(operationsOf(words)) === JSON.stringify(wanted);
    return { fails, idle: false, state: null };
  };
  const trials = new Trials({ run, kinds: [], most: 100_000 });
  const scenario = { layout: PRESETS.tiny!, design: 'kernelcore', operations: wordsOf(given) } as const; // A preset.
  const words = otherOrders(scenario, trials);
  return { tried: trials.count, operations: words && operationsOf(words) };
}

test('requests of other orders, all at once, do the work of more', () => {
  const wanted = [request(3, 'user'), free(0), request(4, 'user')];
  const given = [request(0, 'user'), request(1, 'user'), free(0), free(1), request(1, 'user')];
  expect(searched(given, wanted).operations).toEqual(wanted);
});

test('nothing as long is tried, nor another class or kind, nor more than is worth it', () => {
  const given = [request(0, 'user'), free(0)];
  expect(searched(given, [request(2, 'user'), free(0)])).toEqual({ tried: 6, operations: null });
  expect(searched(given, [request(2, 'kernel')]).operations).toBeNull();
  const many = ['user', 'kernel', 'buffer', 'driver', 'atomic'].map((name) => request(1, name));
  expect(searched(many, [request(2, 'dma')]).tried).toBe(12_000);
});
