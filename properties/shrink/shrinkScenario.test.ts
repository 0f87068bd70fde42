import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { scenarioArbitrary } from '../generate/scenarioArbitrary.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { shrinkScenario } from './shrinkScenario.ts';

const layout = PRESETS.tiny!;
const arbitrary = scenarioArbitrary({
  map: memoryMapOf(layout, DESIGNS.kernelcore),
  design: DESIGNS.kernelcore,
  target: soundTarget,
  operations: 300,
});

const operationsOf = ({ operations }: Scenario): Operation[] =>
  Array.from({ length: operationCount(operations) }, (_, index) => operationAt(operations, index));

const scenarioWith = (operations: readonly Operation[]): Scenario => ({
  layout,
  design: 'kernelcore',
  operations: wordsOf(operations),
});

const allocate = (order = 0, name = 'kernel'): Operation => ({
  kind: 'allocate',
  order,
  class: name,
  node: 0,
  cpu: 0,
});

/** A planted bug: a block of order 3 or more, pinned, an offlining while it is, then unpinned and freed. */
function planted(scenario: Scenario): boolean {
  const progress = new Map<number, number>();
  let broken = false;
  operationsOf(scenario).forEach((operation, index) => {
    if (operation.kind === 'allocate' && operation.order >= 3) progress.set(index, 0);
    if (operation.kind === 'offline')
      for (const [handle, step] of progress) if (step === 1) progress.set(handle, 2);
    if (!('of' in operation)) return;
    const step = progress.get(operation.of);
    if (operation.kind === 'pin' && step === 0) progress.set(operation.of, 1);
    if (operation.kind === 'unpin' && step === 2) progress.set(operation.of, 3);
    if (operation.kind === 'free' && step === 3) broken = true;
  });
  return broken;
}

const shortest: Operation[] = [
  allocate(3),
  { kind: 'pin', of: 0, term: 'short' },
  { kind: 'offline', block: 0 },
  { kind: 'unpin', of: 0, term: 'short' },
  { kind: 'free', of: 0, cpu: 0 },
];

/** Scenarios of 300 operations into which the five are sown at random places. */
function sown(seed: number): Scenario {
  const [noise] = fc.sample(arbitrary, { seed, numRuns: 1 });
  const operations = operationsOf(noise!);
  const from = seed % 50;
  const places = [from, from + 31, from + 90 + (seed % 7), from + 180, from + 231];
  const needed: Operation[] = [
    allocate(4, 'user'),
    { kind: 'pin', of: from, term: 'long' },
    { kind: 'offline', block: 3 },
    { kind: 'unpin', of: from, term: 'long' },
    { kind: 'free', of: from, cpu: 1 },
  ];
  places.forEach((place, index) => {
    operations[place] = needed[index]!; // Five places, five operations.
  });
  return scenarioWith(operations);
}

describe('a planted bug of five operations among three hundred', () => {
  const seeds = Array.from({ length: 41 }, (_, seed) => seed);
  const results = seeds.map((seed) => shrinkScenario(sown(seed), planted));

  test('is found in its shortest and plainest form, whatever the seed', () => {
    for (const { scenario } of results) expect(operationsOf(scenario)).toEqual(shortest);
  });

  test('is known to be minimal', () => {
    expect(results.every(({ minimal }) => minimal)).toBe(true);
  });

  test('takes at most 65 runs in the median', () => {
    const executions = results.map((result) => result.executions).sort((one, other) => one - other);
    expect(executions[20]).toBeLessThanOrEqual(65);
  });

  test('takes the same runs again', () => {
    expect(shrinkScenario(sown(3), planted)).toEqual(results[3]);
  });
});

const countsAllocations = (least: number) => (scenario: Scenario) =>
  operationsOf(scenario).filter(({ kind }) => kind === 'allocate').length >= least;

test('where every operation is needed, each costs few runs', () => {
  const scenario = scenarioWith(Array.from({ length: 40 }, () => allocate()));
  const result = shrinkScenario(scenario, countsAllocations(40));
  expect(result).toMatchObject({ scenario, minimal: true });
  expect(result.executions).toBeLessThan(140);
});

test('a scenario that does not fail comes back as it was', () => {
  const scenario = scenarioWith([allocate()]);
  expect(shrinkScenario(scenario, () => false)).toMatchObject({ scenario, executions: 1, minimal: false });
});

test('what comes after the failing operation is cut in one run', () => {
  const scenario = scenarioWith(Array.from({ length: 200 }, () => allocate()));
  const lengths: number[] = [];
  const fails = (candidate: Scenario): boolean => {
    lengths.push(operationCount(candidate.operations));
    return countsAllocations(1)(candidate);
  };
  shrinkScenario(scenario, fails, { failingOperation: 9 });
  expect(lengths[0]).toBe(10);
});

test('the operation that shows the failure is needed, and if nothing else is, few runs say so', () => {
  const [noise] = fc.sample(arbitrary, { seed: 1, numRuns: 1 });
  const operations = [...operationsOf(noise!), { kind: 'drain', cpu: 0 } as const];
  const drained = (scenario: Scenario): boolean => {
    const last = operationsOf(scenario).at(-1);
    return last?.kind === 'drain' && last.cpu === 0;
  };
  const given = scenarioWith(operations);
  const result = shrinkScenario(given, drained, { failingOperation: operations.length - 1 });
  expect(operationsOf(result.scenario)).toEqual([{ kind: 'drain', cpu: 0 }]);
  expect(result.executions).toBe(3);
});

test('a spent budget leaves the best so far, and does not call it minimal', () => {
  const result = shrinkScenario(sown(1), planted, { executions: 10 });
  expect(result).toMatchObject({ executions: 10, minimal: false });
  expect(planted(result.scenario)).toBe(true);
  expect(shrinkScenario(sown(1), planted, { until: () => true })).toMatchObject({
    executions: 0,
    minimal: false,
  });
});

test('a pin goes together with its unpin', () => {
  const balanced = (scenario: Scenario): boolean => {
    const operations = operationsOf(scenario);
    const count = (kind: string) => operations.filter((operation) => operation.kind === kind).length;
    return count('pin') === count('unpin') && count('allocate') > 0;
  };
  const { scenario } = shrinkScenario(
    scenarioWith([
      allocate(0, 'user'),
      { kind: 'pin', of: 0, term: 'long' },
      { kind: 'unpin', of: 0, term: 'long' },
    ]),
    balanced,
  );
  expect(operationsOf(scenario)).toEqual([allocate()]);
});

test('one allocation plays the part of two, if it can', () => {
  const pinsAndFrees = (scenario: Scenario): boolean => {
    const kinds = operationsOf(scenario).map(({ kind }) => kind);
    return kinds.includes('pin') && kinds.includes('free');
  };
  const { scenario } = shrinkScenario(
    scenarioWith([
      allocate(),
      allocate(),
      { kind: 'pin', of: 0, term: 'short' },
      { kind: 'free', of: 1, cpu: 0 },
    ]),
    pinsAndFrees,
  );
  expect(operationsOf(scenario).map(({ kind }) => kind)).toEqual(['allocate', 'pin', 'free']);
});

test('one large allocation stands for many small ones, if only their pages matter', () => {
  const fillsMemory = (scenario: Scenario): boolean =>
    operationsOf(scenario).reduce((pages, { kind, ...rest }) => {
      return kind === 'allocate' && 'order' in rest ? pages + 2 ** rest.order : pages;
    }, 0) >= 16;
  const { scenario, minimal } = shrinkScenario(
    scenarioWith(Array.from({ length: 16 }, () => allocate())),
    fillsMemory,
  );
  expect(operationsOf(scenario)).toEqual([allocate(4)]);
  expect(minimal).toBe(true);
});

test('numbers end at the lowest that fails', () => {
  const fails = (scenario: Scenario): boolean =>
    operationsOf(scenario).some((operation) => operation.kind === 'poison' && operation.pfn >= 37);
  const { scenario } = shrinkScenario(scenarioWith([{ kind: 'poison', pfn: 63, error: 'real' }]), fails);
  expect(operationsOf(scenario)).toEqual([{ kind: 'poison', pfn: 37, error: 'injected' }]);
});

test('two orders of one bug end in one form', () => {
  const fails = (scenario: Scenario): boolean =>
    new Set(operationsOf(scenario).map(({ kind }) => kind)).size === 3;
  const [first, second] = [
    [allocate(), { kind: 'drain', cpu: 0 }, { kind: 'offline', block: 0 }],
    [{ kind: 'offline', block: 2 }, allocate(), { kind: 'drain', cpu: 1 }],
  ].map((operations) => shrinkScenario(scenarioWith(operations as Operation[]), fails).scenario);
  expect(first).toEqual(second);
});
