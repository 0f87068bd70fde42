import { describe, expect, test } from 'vitest';
import { OPERATION, type Operation } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { type Search, searchShorter } from './searchShorter.ts';
import { vocabularyOf } from './vocabulary.ts';

const layout = PRESETS.tiny!;
const KINDS = ['allocate', 'free', 'pin', 'offline', 'getRef'] as const;

const scenarioWith = (operations: readonly Operation[]): Scenario => ({
  layout,
  design: 'kernelcore',
  operations: wordsOf(operations),
});
const operationsOf = (words: OperationWords | null): Operation[] =>
  words === null
    ? []
    : Array.from({ length: operationCount(words) }, (_, index) => operationAt(words, index));
const allocate = (order: number, name: string): Operation => ({
  kind: 'allocate',
  order,
  class: name,
  node: 0,
  cpu: 0,
});
const kindsIn = (words: OperationWords): number[] =>
  Array.from({ length: operationCount(words) }, (_, index) => words[index * OPERATION_WORDS]!);

/** Fails as soon as something was held and a block left, in this order. */
const heldThenGone = (words: OperationWords): boolean => {
  const kinds = kindsIn(words);
  const held = kinds.findIndex((kind) => kind === OPERATION.pin || kind === OPERATION.getRef);
  return held >= 0 && kinds.lastIndexOf(OPERATION.offline) > held;
};

function searching(fails: (words: OperationWords) => boolean, idle = (_: OperationWords) => false) {
  const tried: OperationWords[] = [];
  const run: Search['run'] = (words) => {
    tried.push(words.slice());
    return { fails: fails(words), idle: idle(words) };
  };
  return { tried, search: { run, kinds: KINDS } };
}

describe('a search for something shorter', () => {
  const given = scenarioWith([
    allocate(3, 'user'),
    allocate(0, 'kernel'),
    { kind: 'getRef', of: 1 },
    { kind: 'offline', block: 2 },
  ]);

  test('finds the first of the shortest, whatever it began with', () => {
    const { words, certificate } = searchShorter(given, searching(heldThenGone).search);
    expect(operationsOf(words)).toEqual([
      allocate(0, 'kernel'),
      { kind: 'pin', of: 0, term: 'short' },
      { kind: 'offline', block: 0 },
    ]);
    expect(certificate?.kinds).toEqual(['allocate', 'pin', 'offline', 'getRef']);
  });

  test('proves that there is nothing, if all was tried', () => {
    const first = scenarioWith([allocate(0, 'kernel'), { kind: 'offline', block: 0 }]);
    const twoKinds = (words: OperationWords) => operationCount(words) >= 2;
    const { search, tried } = searching((words) => twoKinds(words) && words[4] === OPERATION.offline);
    const result = searchShorter(first, search);
    expect(result.certificate).not.toBeNull();
    expect(result.tried).toBe(tried.length);
    const sorts = vocabularyOf(KINDS, layout).filter(
      ([kind]) => kind === OPERATION.allocate || kind === OPERATION.offline,
    );
    const singles = new Set(tried.filter((words) => operationCount(words) === 1).map(String));
    expect(singles.size).toBe(sorts.length);
  });

  test('goes on from nothing that changed nothing', () => {
    const idle = (words: OperationWords) => kindsIn(words).at(-1) === OPERATION.offline;
    const { search, tried } = searching(() => false, idle);
    searchShorter(given, search);
    expect(tried.some((words) => kindsIn(words).slice(0, -1).includes(OPERATION.offline))).toBe(false);
    expect(tried.length).toBeGreaterThan(1000);
  });

  test('proves nothing when it is stopped', () => {
    const { search } = searching(heldThenGone);
    expect(searchShorter(given, { ...search, until: () => true })).toEqual({
      words: null,
      certificate: null,
      tried: 0,
    });
  });

  test('asks only about allocations that are there', () => {
    const { search, tried } = searching(() => false);
    searchShorter(given, search);
    const subjects = tried.flatMap((words) =>
      operationsOf(words).flatMap((operation, index) =>
        'of' in operation ? [{ index, kind: operationAt(words, operation.of).kind, of: operation.of }] : [],
      ),
    );
    expect(subjects.length).toBeGreaterThan(100);
    expect(subjects.every(({ index, of, kind }) => of < index && kind === 'allocate')).toBe(true);
  });
});

test('"for ever" comes behind all numbers', () => {
  const knob = vocabularyOf(['setRetries'], layout).map((operation) => operation[1]);
  expect(knob).toEqual([0, 1, -1]);
});
