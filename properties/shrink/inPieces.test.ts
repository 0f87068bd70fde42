import { expect, test } from 'vitest';
import type { Operation } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { inPieces } from './inPieces.ts';
import { type Search, Trials } from './trials.ts';

const user: Operation = { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 };
const buffer: Operation = { ...user, class: 'buffer' };
const compact: Operation = { kind: 'compact', node: 0, zone: 1, order: 2 };
const poison = (pfn: number): Operation => ({ kind: 'poison', pfn, error: 'injected' });

const operationsOf = (words: OperationWords): Operation[] =>
  Array.from({ length: operationCount(words) }, (_, at) => operationAt(words, at));

/** Shows the trouble once the last is compaction of ZONE_DMA32 and all the others have been asked for, in any order. */
function searched(given: readonly Operation[], others: readonly Operation[], longest?: number) {
  const run: Search['run'] = (words) => {
    const asked = operationsOf(words).map((each) => JSON.stringify(each));
    const fails = asked.at(-1) === JSON.stringify(compact);
    const states = [...new Set(asked)].sort();
    return {
      fails: fails && others.every((other) => asked.includes(JSON.stringify(other))),
      idle: states.length < asked.length,
      state: states.join(),
    };
  };
  const trials = new Trials({ run, kinds: ['allocate', 'poison', 'compact', 'setRetries'], most: 100_000 });
  const scenario = { layout: PRESETS.tiny!, design: 'kernelcore', operations: wordsOf(given) } as const; // A preset.
  const words = inPieces(scenario, trials, longest);
  return { tried: trials.count, operations: words && operationsOf(words) };
}

const long = [user, user, user, user, user, user, compact];
const broken = [poison(4), poison(8), poison(12)];

test('one page in each block breaks a zone for compaction', () => {
  expect(searched(long, broken).operations).toEqual([...broken, compact]);
});

test('pages in use are tried beside those where broken blocks alone show nothing', () => {
  expect(searched(long, [buffer, poison(8)]).operations).toEqual([buffer, poison(8), compact]);
});

test('requests that make rounds compact as well, and what cannot be compacted is left alone', () => {
  expect(searched([user, user, { kind: 'setRetries', retries: 1 }, user, user], broken).operations).toEqual([
    ...broken,
    compact,
  ]);
  expect(searched([user, user, user, user, user], broken)).toEqual({ tried: 0, operations: null });
});

test('nothing longer than allowed is found', () => {
  expect(searched(long, broken, 3).operations).toBeNull();
  expect(searched([user, user, compact], broken).operations).toBeNull();
});
