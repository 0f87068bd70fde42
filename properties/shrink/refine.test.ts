import { describe, expect, test } from 'vitest';
import { OPERATION, type Operation } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { createAttempt } from './attempt.ts';
import { changeOne } from './changeOne.ts';
import { Finder } from './finder.ts';
import { freshRun } from './freshRuns.ts';
import { refine } from './refine.ts';
import { amongRelated } from './relatedKinds.ts';
import { earlierForOne, exchangeTwo, oneForTwo, withoutTwo } from './replaceOperations.ts';
import { type ShrinkResult, shrinkScenario } from './shrinkScenario.ts';
import { type Search, Trials } from './trials.ts';
import { vocabularyOf } from './vocabulary.ts';

const layout = PRESETS.tiny!;
const KINDS = ['allocate', 'free', 'pin', 'reclaim', 'offline', 'drain', 'getRef'] as const;
const sorts = vocabularyOf(KINDS, layout);

type Trouble = (operations: readonly Operation[]) => boolean;

const operationsOf = (words: OperationWords): Operation[] =>
  Array.from({ length: operationCount(words) }, (_, index) => operationAt(words, index));
const searchOf = (trouble: Trouble, more: Partial<Search> = {}): Search => ({
  run: (words) => ({ fails: trouble(operationsOf(words)), idle: false, state: null }),
  kinds: KINDS,
  most: 50_000,
  ...more,
});
const allocate = (order: number, name = 'kernel'): Operation => ({
  kind: 'allocate',
  order,
  class: name,
  node: 0,
  cpu: 0,
});
const drain: Operation = { kind: 'drain', cpu: 0 };
const offline = (block: number): Operation => ({ kind: 'offline', block });

const shrink = (operations: readonly Operation[], trouble: Trouble, more?: Partial<Search>): ShrinkResult =>
  shrinkScenario(
    { layout, design: 'kernelcore', operations: wordsOf(operations) },
    (candidate: Scenario) => trouble(operationsOf(candidate.operations)),
    { search: searchOf(trouble, more) },
  );

const has = (operations: readonly Operation[], kind: string): boolean =>
  operations.some((each) => each.kind === kind);
const pagesOf = (operations: readonly Operation[]): number =>
  operations.reduce((sum, each) => (each.kind === 'allocate' ? sum + 2 ** each.order : sum), 0);

describe('ways to something shorter that no removal finds', () => {
  /** Either a block goes and a list is emptied, or memory is reclaimed. */
  const either: Trouble = (operations) =>
    (has(operations, 'offline') && has(operations, 'drain')) || has(operations, 'reclaim');

  test('one operation does the work of two', () => {
    const found = oneForTwo(wordsOf([offline(2), drain]), sorts, new Trials(searchOf(either)))!;
    expect(operationsOf(found)).toMatchObject([{ kind: 'reclaim' }]);
  });

  test('two go, where neither can go alone', () => {
    const even: Trouble = (operations) => operations.length % 2 === 1;
    const found = withoutTwo(wordsOf([drain, offline(1), drain]), new Trials(searchOf(even)))!;
    expect(operationCount(found)).toBe(1);
  });

  test('a run made afresh shows it', () => {
    const found = freshRun(4, sorts, new Trials(searchOf(either)))!;
    expect(operationCount(found)).toBe(4);
    expect(either(operationsOf(found))).toBe(true);
    expect(freshRun(4, sorts, new Trials(searchOf(either)))).toEqual(found);
    expect(freshRun(4, sorts, new Trials(searchOf(() => false)))).toBeNull();
  });

  test('a run made afresh is about allocations that it made', () => {
    const about: Trouble = (operations) =>
      operations.some(
        (each, index) => 'of' in each && !(operations[each.of]?.kind === 'allocate' && each.of < index),
      );
    expect(freshRun(6, sorts, new Trials(searchOf(about)))).toBeNull();
  });

  test('one goes once another has changed, and no more is tried than is worth it', () => {
    /** Two lists are emptied while two blocks go, or memory is reclaimed. */
    const full: Trouble = (operations) =>
      (operations.filter(({ kind }) => kind === 'drain').length === 2 && operations.length === 4) ||
      (has(operations, 'reclaim') && operations.length > 2);
    const given = wordsOf([offline(1), drain, offline(2), drain]);
    const found = changeOne(given, sorts, new Trials(searchOf(full)))!;
    expect(operationsOf(found)).toMatchObject([offline(1), drain, { kind: 'reclaim' }]);
    const never = new Trials(searchOf((operations) => operations.length === 4));
    expect(changeOne(given, sorts, never)).toBeNull();
    expect(never.count).toBeLessThanOrEqual(12_000);
  });

  test('another way to take a range of memory may take less', () => {
    const taken: Trouble = (operations) =>
      operations.map(({ kind }) => kind).join() === 'allocate,offline' ||
      operations.map(({ kind }) => kind).join() === 'allocate,free,isolate';
    const kinds = [...KINDS, 'isolate'] as const;
    const search = { ...searchOf(taken), kinds };
    const given = wordsOf([allocate(0), { kind: 'free', of: 0, cpu: 0 }, { kind: 'isolate', pageblock: 0 }]);
    const scenario: Scenario = { layout, design: 'kernelcore', operations: given };
    const found = amongRelated(scenario, ['allocate', 'free', 'isolate'], new Trials(search))!;
    expect(operationsOf(found).map(({ kind }) => kind)).toEqual(['allocate', 'offline']);
    expect(amongRelated(scenario, ['allocate', 'free'], new Trials(search))).toBeNull();
  });
});

describe('ways to something plainer', () => {
  test('the first operation that does the same work takes the place of another', () => {
    const gone: Trouble = (operations) => has(operations, 'offline') || has(operations, 'drain');
    const found = earlierForOne(wordsOf([drain]), sorts, new Trials(searchOf(gone)))!;
    expect(operationsOf(found)).toEqual([offline(0)]);
  });

  test('what others are about stays an allocation', () => {
    const pinned: Trouble = (operations) => has(operations, 'pin') && operations.length === 2;
    const words = wordsOf([allocate(2), { kind: 'pin', of: 0, term: 'short' }]);
    expect(operationsOf(earlierForOne(words, sorts, new Trials(searchOf(pinned)))!)).toEqual([
      allocate(0),
      { kind: 'pin', of: 0, term: 'short' },
    ]);
  });

  test('two operations change places', () => {
    const both: Trouble = (operations) => pagesOf(operations) === 3;
    const found = exchangeTwo(wordsOf([allocate(1), drain, allocate(0)]), new Trials(searchOf(both)))!;
    expect(operationsOf(found)).toEqual([allocate(0), drain, allocate(1)]);
  });
});

describe('a scenario that is shortened with a search', () => {
  /** Two operations in one order, or five of which none can go. */
  const twoWays: Trouble = (operations) => {
    const kinds = operations.map(({ kind }) => kind).join();
    return kinds.includes('drain,offline') || kinds === 'reclaim,drain,reclaim,drain,reclaim';
  };
  const reclaim: Operation = { kind: 'reclaim', pages: 1, node: 0, zone: 0 };

  test('ends at the shortest way, wherever it began', () => {
    const result = shrink([reclaim, drain, reclaim, drain, reclaim], twoWays);
    expect(operationsOf(result.scenario.operations)).toEqual([drain, offline(0)]);
    expect(result.certificate?.width).toBe('all');
  });

  test('needs few whole runs, where searching is cheap and comes first', () => {
    const given = Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? reclaim : allocate(2, 'user')));
    const far: Trouble = (operations) => twoWays(operations) || pagesOf(operations) >= 60;
    const late = shrink(given, far);
    const early = shrink(given, far, { isCheap: true });
    expect(operationsOf(early.scenario.operations)).toEqual(operationsOf(late.scenario.operations));
    expect(early).toMatchObject({ minimal: true, certificate: { width: 'all' } });
    expect(early.executions).toBeLessThan(late.executions / 2);
  });

  test('is searched for again once its cause has come to light', () => {
    let about = 'symptom';
    const cause: Trouble = (operations) => pagesOf(operations) === 32;
    const symptom: Trouble = (operations) => has(operations, 'offline');
    const now: Trouble = (operations) => (about === 'symptom' ? symptom : cause)(operations);
    const result = shrinkScenario(
      { layout, design: 'kernelcore', operations: wordsOf([allocate(4), offline(1), allocate(4)]) },
      ({ operations }) => {
        if (cause(operationsOf(operations))) about = 'cause';
        return now(operationsOf(operations));
      },
      { search: { ...searchOf(now), isCheap: true, about: () => about } },
    );
    expect(operationsOf(result.scenario.operations)).toEqual([allocate(4), allocate(4)]);
    expect(result.certificate?.width).toBe('all');
  });

  test('says how many of its trials came after it was as short as it is', () => {
    const result = shrink([drain, offline(0)], twoWays);
    expect(result.searchedSince).toBe(result.searched);
    const found = shrink([reclaim, drain, reclaim, drain, reclaim], twoWays);
    expect(found.searchedSince).toBeLessThan(found.searched);
  });

  test('stays as short as it is when the search is interrupted, without a proof', () => {
    const given = [reclaim, drain, reclaim, drain, reclaim];
    let left = 40;
    const result = shrink(given, twoWays, { until: () => left-- <= 0 });
    expect(twoWays(operationsOf(result.scenario.operations))).toBe(true);
    expect(operationCount(result.scenario.operations)).toBe(5);
    expect(result).toMatchObject({ certificate: null, minimal: true, searched: 40 });
  });

  test('is not replaced by what a whole run does not show', () => {
    const result = shrinkScenario(
      { layout, design: 'kernelcore', operations: wordsOf([drain, offline(1)]) },
      ({ operations }) =>
        operationCount(operations) === 2 && operations[OPERATION_WORDS] === OPERATION.offline,
      { search: searchOf((operations) => operations.length === 1) },
    );
    expect(operationCount(result.scenario.operations)).toBe(2);
    expect(result.certificate).toBeNull();
  });

  test('is proven if what is short can be tried once it is short itself', () => {
    const thrice: Trouble = (operations) => operations.map(({ kind }) => kind).join() === 'drain,drain,drain';
    const refined = (few: true | (() => boolean)) => {
      const scenario: Scenario = { layout, design: 'kernelcore', operations: wordsOf([drain, drain, drain]) };
      const attempt = createAttempt(scenario, ({ operations }) => thrice(operationsOf(operations)), {});
      return refine(new Finder(attempt, searchOf(thrice)), few, () => true);
    };
    expect(refined(true).certificate?.width).toBe('all');
    expect(refined(() => true).certificate).toEqual(refined(true).certificate);
    expect(refined(() => false)).toMatchObject({ certificate: null, minimal: true });
  });
});
