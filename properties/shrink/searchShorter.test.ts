import { describe, expect, test } from 'vitest';
import { OPERATION, type Operation, type OperationKind } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { compareScenarios } from './levels.ts';
import { searchShorter } from './searchShorter.ts';
import { type Search, Trials } from './trials.ts';
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

const MOST = 20_000;

function searching(
  fails: (words: OperationWords) => boolean,
  {
    idle = (_: OperationWords): boolean => false,
    state = (_: OperationWords): string | null => null,
    until = (): boolean => false,
  } = {},
) {
  const tried: OperationWords[] = [];
  const run: Search['run'] = (words, namesState) => {
    tried.push(words.slice());
    return { fails: fails(words), idle: idle(words), state: namesState ? state(words) : null };
  };
  return { tried, trials: new Trials({ run, kinds: KINDS, most: MOST, until }) };
}

const sortsNear = ({ operations }: Scenario, ...kinds: OperationKind[]) =>
  vocabularyOf(kinds, layout, operations);

describe('a search for something shorter', () => {
  const given = scenarioWith([
    allocate(3, 'user'),
    allocate(0, 'kernel'),
    { kind: 'getRef', of: 1 },
    { kind: 'offline', block: 2 },
  ]);

  const sorts = sortsNear(given, 'allocate', 'pin', 'offline', 'getRef');

  test('finds the first of the shortest, whatever it began with', () => {
    const { words, proven } = searchShorter(given, sorts, searching(heldThenGone).trials);
    expect(operationsOf(words)).toEqual([
      allocate(0, 'kernel'),
      { kind: 'pin', of: 0, term: 'short' },
      { kind: 'offline', block: 0 },
    ]);
    expect(proven).toBe(true);
  });

  test('proves that there is nothing, if all was tried', () => {
    const first = scenarioWith([allocate(0, 'kernel'), { kind: 'offline', block: 0 }]);
    const twoKinds = (words: OperationWords) => operationCount(words) >= 2;
    const { trials, tried } = searching((words) => twoKinds(words) && words[4] === OPERATION.offline);
    const two = sortsNear(first, 'allocate', 'offline');
    expect(searchShorter(first, two, trials)).toEqual({ words: null, proven: true });
    expect(trials.count).toBe(tried.length);
    const singles = new Set(tried.filter((words) => operationCount(words) === 1).map(String));
    expect(singles.size).toBe(two.length);
  });

  test('goes on from nothing that changed nothing', () => {
    const idle = (words: OperationWords) => kindsIn(words).at(-1) === OPERATION.offline;
    const { trials, tried } = searching(() => false, { idle });
    searchShorter(given, sorts, trials);
    expect(tried.some((words) => kindsIn(words).slice(0, -1).includes(OPERATION.offline))).toBe(false);
    expect(tried.length).toBeGreaterThan(1000);
  });

  test('goes on from one of those that lead to the same', () => {
    const state = (words: OperationWords) => kindsIn(words).toSorted().join();
    const { trials, tried } = searching(() => false, { state });
    searchShorter(given, sorts, trials, { longest: 2 });
    const beginnings = tried.filter((words) => operationCount(words) === 2).map((words) => words[0]);
    expect(new Set(beginnings)).toEqual(new Set([OPERATION.allocate, OPERATION.offline]));
    const offlineFirst = tried.filter(
      (words) => operationCount(words) === 2 && words[0] === OPERATION.offline,
    );
    expect(offlineFirst.every((words) => words[1] === offlineFirst[0]![1])).toBe(true);
  });

  test('tries each length in one order', () => {
    const { trials, tried } = searching(() => false);
    searchShorter(given, sorts, trials, { longest: 2 });
    const pairs = tried.filter((words) => operationCount(words) === 2);
    expect(pairs.length).toBeGreaterThan(1000);
    expect(pairs.every((words, place) => place === 0 || compareScenarios(pairs[place - 1]!, words) < 0)).toBe(
      true,
    );
  });

  test('proves nothing when it is stopped, or has tried enough', () => {
    const stopped = searching(heldThenGone, { until: () => true });
    expect(searchShorter(given, sorts, stopped.trials)).toEqual({ words: null, proven: false });
    expect(stopped.trials.count).toBe(0);
    const { trials } = searching(() => false);
    expect(searchShorter(given, sorts, trials)).toEqual({ words: null, proven: false });
    expect(trials.count).toBe(MOST);
  });

  test('asks only about allocations that are there', () => {
    const { trials, tried } = searching(() => false);
    searchShorter(given, sorts, trials);
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

test('rare classes of requests come behind all other operations, and a narrow vocabulary does without', () => {
  const all = vocabularyOf(['allocate', 'offline'], layout);
  const names = all
    .map((words) => operationAt(words, 0))
    .map((each) => ('class' in each ? each.class : each.kind));
  expect(names.indexOf('offline')).toBeGreaterThan(names.indexOf('user'));
  expect(names.indexOf('atomic')).toBeGreaterThan(names.lastIndexOf('offline'));
  expect(names.lastIndexOf('offline')).toBeGreaterThan(names.lastIndexOf('driver'));
  const usual = vocabularyOf(['allocate', 'offline'], layout, undefined, 'usual');
  expect(usual).toEqual(all.slice(0, names.lastIndexOf('offline') + 1));
});

test('what a scenario asks belongs to its vocabulary, whatever it is about', () => {
  const { operations } = scenarioWith([allocate(3, 'atomic'), { kind: 'getRef', of: 0 }]);
  const sorts = vocabularyOf(['getRef'], layout, operations, 'plainest').map((words) =>
    operationAt(words, 0),
  );
  expect(sorts).toEqual([{ kind: 'getRef', of: 0 }, allocate(3, 'atomic')]);
});

test('a level too large to be tried is tried if what is not known of it is little', () => {
  const given = scenarioWith([allocate(0, 'user'), allocate(0, 'user'), allocate(0, 'user')]);
  const sorts = vocabularyOf(KINDS, layout);
  const { trials, tried } = searching(() => false);
  const isKnown = (words: OperationWords) => kindsIn(words)[0] !== OPERATION.offline;
  const limits = { longest: 2, isWhole: true };
  expect(searchShorter(given, sorts, trials.atMost(1000), limits).proven).toBe(false);
  expect(tried.every((words) => operationCount(words) < 2)).toBe(true);
  expect(searchShorter(given, sorts, trials.atMost(1000), { ...limits, isKnown }).proven).toBe(true);
  const beginnings = tried.filter((words) => operationCount(words) === 2).map((words) => kindsIn(words)[0]);
  expect(new Set(beginnings)).toEqual(new Set([OPERATION.offline]));
});

test('what is as short is looked through if all of it that comes before can be tried, and left alone if not', () => {
  const sorts = vocabularyOf(KINDS, layout);
  const ofTwo = (operations: readonly Operation[]) => {
    const { trials, tried } = searching(() => false);
    const { proven } = searchShorter(scenarioWith(operations), sorts, trials.atMost(1000), { isWhole: true });
    return { proven, tried: tried.filter((words) => operationCount(words) === 2).length };
  };
  const early = ofTwo([allocate(0, 'kernel'), { kind: 'offline', block: 0 }]);
  expect(early.proven).toBe(true);
  expect(early.tried).toBeGreaterThan(10);
  expect(
    ofTwo([
      { kind: 'offline', block: 0 },
      { kind: 'offline', block: 0 },
    ]),
  ).toEqual({ proven: true, tried: 0 });
});
