import { describe, expect, test } from 'vitest';
import type { Operation } from '../../spec/operations/operation.ts';
import { type Arena, openArena } from '../campaign/arena.ts';
import { createWatch } from '../campaign/watch.ts';
import { FAULTS } from '../faults/index.ts';
import { MINIMAL } from '../faults/minimal.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scenarioOfToken } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { explain } from './explain.ts';
import type { ArgumentValue, Explanation } from './explanation.ts';
import { explanationSchema } from './explanationSchema.ts';

interface Explained {
  readonly scenario: Scenario;
  readonly arena: Arena;
  readonly invariant: string;
  readonly explanation: Explanation | null;
}

function explained(
  fault: string,
  until = (): boolean => false,
  operations?: readonly Operation[],
): Explained {
  const kept = scenarioOfToken(MINIMAL[fault]!.token, PRESETS); // Each seeded fault has one.
  const scenario = operations === undefined ? kept : { ...kept, operations: wordsOf(operations) };
  const { target } = FAULTS[fault]!;
  const watch = createWatch(operationCount(scenario.operations));
  const arena = openArena(scenario.layout, scenario.design, target, watch, 0);
  const violation = arena.run(scenario.operations)!; // The fault shows.
  const failing = { scenario, violation, story: arena.tell(scenario.operations) };
  const explanation = explain(failing, arena.map.frameCount, arena, until);
  return { scenario, arena, invariant: violation.invariant, explanation };
}

const withValue = ({ operations }: Scenario, place: number, name: string, value: ArgumentValue) =>
  wordsOf(
    Array.from({ length: operationCount(operations) }, (_, number) => {
      const operation = operationAt(operations, number);
      return number === place ? ({ ...operation, [name]: value } as Operation) : operation; // A value of that argument.
    }),
  );

describe('of a pin that stays where it must not', () => {
  const { explanation } = explained('pin-stays-in-movable');
  const [allocate, pin] = explanation!.operations;

  test('both operations are needed, and the pin goes with its subject', () => {
    expect([allocate?.without, allocate?.dependents]).toEqual(['passes', [1]]);
    expect([pin?.without, pin?.dependents, pin?.saidThen]).toEqual(['passes', [], null]);
  });

  test('arguments that can be another say whether they matter, and of which all values were tried', () => {
    expect(allocate?.arguments.map(({ name, isAll }) => [name, isAll])).toEqual([
      ['order', true],
      ['class', true],
      ['owner', true],
      ['cpu', true],
    ]);
    const [order, requestClass] = allocate!.arguments;
    expect(order).toMatchObject({ value: 0, same: [1, 2, 3, 4], passes: [], breaksOther: [] });
    expect(requestClass?.value).toBe('user');
    expect(requestClass?.same).toContain('huge');
    expect(requestClass?.passes).toContain('kernel');
  });

  test('the nearest run that passes is a pin for a short time, and only its answer differs', () => {
    expect(explanation?.neighbour?.change).toEqual({
      kind: 'argument',
      operation: 1,
      name: 'term',
      from: 'long',
      to: 'short',
    });
    expect(explanation?.neighbour?.differences).toEqual([
      {
        number: 1,
        failing: { model: 'moved to Node 0 Normal, then pinned', target: 'pinned at 0x20' },
        passing: { model: 'pinned at 0x20', target: 'pinned at 0x20' },
      },
    ]);
  });
});

test.each(['pin-stays-in-movable', 'upgrade-for-anyone', 'nested-free-not-counted'])(
  'what is said of %s is so when it is tried alone',
  (fault) => {
    const { scenario, arena, invariant, explanation } = explained(fault);
    for (const { number, arguments: roles } of explanation!.operations)
      for (const { name, same, passes, breaksOther } of roles) {
        const ruleWith = (value: ArgumentValue) =>
          arena.run(withValue(scenario, number, name, value))?.invariant;
        for (const value of same) expect(ruleWith(value)).toBe(invariant);
        for (const value of passes) expect(ruleWith(value)).toBeUndefined();
        for (const other of breaksOther) expect(ruleWith(other.value)).toBe(other.invariant);
      }
    const { neighbour } = explanation!;
    if (neighbour !== null)
      expect(arena.run(scenarioOfToken(neighbour.token, PRESETS).operations)).toBeNull();
    expect(explanationSchema.parse(JSON.parse(JSON.stringify(explanation)))).toEqual(explanation);
  },
);

test('what is said is the same each time', () => {
  const [one, other] = [explained('upgrade-for-anyone'), explained('upgrade-for-anyone')];
  expect(one.explanation).toEqual(other.explanation);
});

test('an operation that is not needed is told apart from one without which another rule breaks', () => {
  const operations: Operation[] = [
    { kind: 'drain', cpu: 0 },
    { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 },
    { kind: 'pin', of: 1, term: 'long' },
  ];
  const { explanation } = explained('pin-stays-in-movable', undefined, operations);
  expect(explanation?.operations.map(({ without }) => without)).toEqual(['same', 'passes', 'passes']);
  expect(explained('drain-files-under-old-type').explanation?.operations[1]?.without).toMatch(/^INV-\d+$/);
});

test('what shows in the questions of the end as well leaves no run that passes', () => {
  const { explanation } = explained('merges-above-largest');
  expect(explanation?.operations.map(({ without }) => without)).toEqual(['same elsewhere', 'same elsewhere']);
  expect(explanation?.neighbour).toBeNull();
});

test('an end that comes early leaves nothing said of what was not run', () => {
  let runs = 0;
  const { explanation } = explained('drain-files-under-old-type', () => ++runs > 6);
  expect(explanation).toMatchObject({ complete: false });
  expect(explanation?.operations.map(({ without }) => without === null)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  const [order] = explanation!.operations[0]!.arguments;
  expect(order).toMatchObject({ same: [], passes: [], breaksOther: [], isAll: false });
});

test('nothing is said of a run without operations, or of a long one', () => {
  const none = explained('mirror-mode-without-mirror');
  expect([none.scenario.operations.length, none.explanation]).toEqual([0, null]);
  const operations: Operation[] = [
    { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 },
    ...Array.from({ length: 31 }, (): Operation => ({ kind: 'drain', cpu: 0 })),
    { kind: 'pin', of: 0, term: 'long' },
  ];
  expect(explained('pin-stays-in-movable', undefined, operations).explanation).toBeNull();
  expect(explained('pin-stays-in-movable', undefined, operations.toSpliced(1, 1)).explanation).not.toBeNull();
});
