import { expect, test } from 'vitest';
import type { Operation } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { shownBy } from './shownBy.ts';
import type { Search } from './trials.ts';

const { tiny } = PRESETS;
const user: Operation = { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 };
const offline = (block: number): Operation => ({ kind: 'offline', block });

const operationsOf = (words: OperationWords | null): Operation[] =>
  words === null ? [] : Array.from({ length: operationCount(words) }, (_, at) => operationAt(words, at));

function shown(given: readonly Operation[], longest: number, fails: (kinds: string) => boolean) {
  const tried: string[] = [];
  const run: Search['run'] = (words) => {
    const kinds = operationsOf(words)
      .map((each) => (each.kind === 'offline' ? `offline ${each.block}` : each.kind))
      .join();
    tried.push(kinds);
    return { fails: fails(kinds), idle: false, state: null };
  };
  const search: Search = { run, kinds: ['allocate', 'offline', 'drain'], most: 100_000 };
  const { words, tried: count } = shownBy(wordsOf(given), tiny!, longest, search); // A preset.
  expect(count).toBe(tried.length);
  return { operations: operationsOf(words), tried };
}

test('what shows the trouble as it is stays as it is', () => {
  const { operations, tried } = shown([user, offline(2)], 2, (kinds) => kinds.startsWith('allocate,offline'));
  expect(operations).toEqual([user, offline(2)]);
  expect(tried).toHaveLength(1);
});

test('numbers that name nothing on the machine become those of its last', () => {
  const { operations } = shown([user, offline(7)], 2, (kinds) => /offline [37]/.test(kinds));
  expect(operations).toEqual([user, offline(3)]);
});

test('else the first of the shortest of the same kinds is taken', () => {
  const { operations, tried } = shown([user, offline(2)], 2, (kinds) => /^offline 1/.test(kinds));
  expect(operations).toEqual([offline(1)]);
  expect(tried).not.toContain('drain');
});

test('nothing longer than allowed is tried, and nothing that would take too many', () => {
  const few = shown([user, offline(2)], 1, () => false);
  expect(few.operations).toEqual([]);
  expect(few.tried.every((kinds) => !kinds.includes(','))).toBe(true);
  const many = shown([user, user, user, user, user, offline(2)], 6, () => false);
  expect(many.tried.length).toBeLessThanOrEqual(5000);
});
