import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { MAKES_ALLOCATION, type OperationKind } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { EXECUTABLE } from '../run/executors.ts';
import { checkOperations } from '../scenario/checkOperations.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scenarioOfToken, tokenOf } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { UNIFORM_OPERATIONS } from './drawUniform.ts';
import { scenarioArbitrary } from './scenarioArbitrary.ts';

const constraintsFor = (layoutName: string, design: keyof typeof DESIGNS, operations: number) => {
  const map = memoryMapOf(PRESETS[layoutName]!, DESIGNS[design]);
  return { map, design: DESIGNS[design], target: soundTarget, operations };
};

const sampled = (layoutName: string, design: keyof typeof DESIGNS, operations: number, runs: number) =>
  fc.sample(scenarioArbitrary(constraintsFor(layoutName, design, operations)), { seed: 7, numRuns: runs });

const operationsOf = ({ operations }: Scenario) =>
  Array.from({ length: operationCount(operations) }, (_, index) => operationAt(operations, index));

describe.each(Object.keys(PRESETS))('on %s', (name) => {
  test.each(Object.keys(DESIGNS) as (keyof typeof DESIGNS)[])(
    'every operation names what the machine has, under %s',
    (design) => {
      for (const scenario of sampled(name, design, 300, 5)) {
        expect(operationCount(scenario.operations)).toBe(300);
        checkOperations(operationsOf(scenario), scenario.layout, 'generated');
      }
    },
  );
});

test('the same seed gives the same scenario', () => {
  expect(sampled('tiny', 'kernelcore', 200, 4)).toEqual(sampled('tiny', 'kernelcore', 200, 4));
});

test('scenarios differ', () => {
  const tokens = sampled('tiny', 'kernelcore', 20, 50).map(tokenOf);
  expect(new Set(tokens).size).toBe(50);
});

test('only what the target can do is drawn', () => {
  const operations: OperationKind[] = ['allocate', 'free', 'drain'];
  const constraints = {
    ...constraintsFor('tiny', 'kernelcore', 500),
    target: { ...soundTarget, operations },
  };
  const [scenario] = fc.sample(scenarioArbitrary(constraints), { seed: 3, numRuns: 1 });
  const kinds = new Set(operationsOf(scenario!).map(({ kind }) => kind));
  expect([...kinds].filter((kind) => !operations.includes(kind))).toEqual([]);
});

test('cleared memory is asked only of a target that reports what it clears', () => {
  const asked = (reportsClearing: boolean) => {
    const target = { ...soundTarget, reportsClearing };
    const constraints = { ...constraintsFor('tiny', 'kernelcore', 500), target };
    const [scenario] = fc.sample(scenarioArbitrary(constraints), { seed: 3, numRuns: 1 });
    return operationsOf(scenario!).filter((one) => one.kind === 'allocate' && one.class === 'zeroed').length;
  };
  expect(asked(false)).toBe(0);
  expect(asked(true)).toBeGreaterThan(0);
});

test('a target that cannot allocate is refused', () => {
  const constraints = {
    ...constraintsFor('tiny', 'none', 10),
    target: { ...soundTarget, operations: ['drain'] as const },
  };
  expect(() => scenarioArbitrary(constraints)).toThrow('a target that cannot allocate cannot be checked');
});

test('every kind of operation is drawn', () => {
  const kinds = ['tiny', 'tiny-numa', 'tiny-misaligned', 'small-atomic'].flatMap((name) =>
    sampled(name, 'kernelcore', 300, 30)
      .flatMap(operationsOf)
      .map(({ kind }) => kind),
  );
  expect(new Set(kinds)).toEqual(new Set(EXECUTABLE));
});

test('an allocation is freed at most once and without pins, and unpinned only as often as it was pinned', () => {
  for (const scenario of sampled('tiny', 'kernelcore', UNIFORM_OPERATIONS + 1, 20)) {
    const pins = new Map<number, { short: number; long: number }>();
    operationsOf(scenario).forEach((operation, index) => {
      if (MAKES_ALLOCATION.includes(operation.kind)) pins.set(index, { short: 0, long: 0 });
      if (operation.kind !== 'free' && operation.kind !== 'pin' && operation.kind !== 'unpin') return;
      const held = pins.get(operation.of);
      expect(held).toBeDefined();
      if (operation.kind === 'pin') held![operation.term]++;
      if (operation.kind === 'unpin') expect(held![operation.term]--).toBeGreaterThan(0);
      if (operation.kind !== 'free') return;
      expect(held).toEqual({ short: 0, long: 0 });
      pins.delete(operation.of);
    });
  }
});

test('mandatory mirrored requests are drawn only where a design knows them', () => {
  const asks = (design: keyof typeof DESIGNS) =>
    sampled('tiny', design, 500, 10)
      .flatMap(operationsOf)
      .some((operation) => operation.kind === 'allocate' && operation.class.startsWith('critical'));
  expect(asks('kernelcore')).toBe(false);
  expect(asks('none')).toBe(false);
  expect(asks('nonmirror')).toBe(true);
});

test('a memory block leaves in nearly every scenario of 200 operations on 64 pages', () => {
  const leaving = sampled('tiny', 'kernelcore', 200, 100).filter((scenario) =>
    operationsOf(scenario).some(({ kind }) => kind === 'offline'),
  );
  expect(leaving.length).toBeGreaterThan(90);
});

test('memory blocks of 32768 pages leave and return, and cost less than six pages an operation', () => {
  const operations = sampled('large', 'kernelcore', 250_000, 2).flatMap(operationsOf);
  const count = (kind: OperationKind) => operations.filter((operation) => operation.kind === kind).length;
  expect(count('offline')).toBeGreaterThanOrEqual(2);
  expect(count('online')).toBeGreaterThanOrEqual(2);
  const pages = operations.reduce(
    (sum, operation) => {
      if (operation.kind === 'allocate') return sum + 2 ** operation.order;
      if (operation.kind !== 'free') return sum;
      const subject = operations[operation.of];
      return sum + (subject?.kind === 'allocate' ? 2 ** subject.order : 0);
    },
    (count('offline') + count('online')) * 32768,
  );
  expect(pages / operations.length).toBeLessThan(6);
});

describe('fast-check', () => {
  const arbitrary = scenarioArbitrary(constraintsFor('tiny', 'kernelcore', 200));
  // What a request made, not half of a block that was split: that would be another minimum.
  const holdsLongPin = (scenario: Scenario): boolean =>
    operationsOf(scenario).some(
      (operation, _, all) =>
        operation.kind === 'pin' && operation.term === 'long' && all[operation.of]?.kind === 'allocate',
    );
  const property = fc.property(arbitrary, (scenario) => !holdsLongPin(scenario));
  const minimal = wordsOf([
    { kind: 'allocate', order: 0, class: 'kernel', node: 0, cpu: 0 },
    { kind: 'pin', of: 0, term: 'long' },
  ]);

  test('shrinks a scenario to what fails', () => {
    expect(fc.check(property, { seed: 1 }).counterexample?.[0]?.operations).toEqual(minimal);
  });

  test('replays a shrunk scenario from seed and path in one run', () => {
    const { counterexamplePath } = fc.check(property, { seed: 1 });
    const replay = fc.check(property, { seed: 1, path: counterexamplePath!, endOnFailure: true });
    expect(replay.numRuns).toBe(1);
    expect(replay.counterexample?.[0]?.operations).toEqual(minimal);
  });

  test('shrinks a scenario given as an example', () => {
    const [example] = fc.sample(arbitrary, { seed: 5, numRuns: 20 }).filter(holdsLongPin);
    const details = fc.check(property, { seed: 1, examples: [[example!]] });
    expect(details.counterexample?.[0]?.operations).toEqual(minimal);
  });

  test('asks a minimizer once, if there is one', () => {
    let asked = 0;
    const shrinkWith = (scenario: Scenario): Scenario => {
      asked++;
      return { ...scenario, operations: minimal };
    };
    const own = scenarioArbitrary({ ...constraintsFor('tiny', 'kernelcore', 200), shrinkWith });
    const details = fc.check(
      fc.property(own, (scenario) => !holdsLongPin(scenario)),
      { seed: 1 },
    );
    expect(details.counterexample?.[0]?.operations).toEqual(minimal);
    expect(asked).toBe(1);
  });

  test('prints a scenario as its token', () => {
    const { counterexample } = fc.check(property, { seed: 1 });
    const printed = fc.stringify(counterexample![0]);
    expect(scenarioOfToken(printed, PRESETS).operations).toEqual(minimal);
  });
});
