import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { FAILURE_POINTS } from '../../spec/operations/arguments.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { WITNESSES, type WitnessName } from '../../spec/witnesses.ts';
import { tiny } from '../presets/tiny.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { openSession } from './openSession.ts';

/** Fills what a long operation has to empty: all of CMA and the low end of ZONE_MOVABLE with pages that can move. */
const users: Operation[] = Array.from({ length: 12 }, () => ({
  kind: 'allocate',
  order: 1,
  class: 'user',
  node: 0,
  cpu: 0,
}));
const freed: Operation[] = [1, 3, 5, 7, 9, 11].map((of) => ({ kind: 'free', of, cpu: 0 }));
const drained: Operation = { kind: 'drain', cpu: -1 };
const count = users.length + freed.length + 1;

/** Long operations, and the points that can fail in the middle of them. */
const LONG: readonly (readonly [
  about: string,
  points: readonly string[],
  operations: readonly Operation[],
])[] = [
  ['offline', FAILURE_POINTS, [2, 3].map((block) => ({ kind: 'offline', block }))],
  [
    'offline in steps',
    FAILURE_POINTS,
    [
      { kind: 'beginOffline', block: 3 },
      ...Array.from({ length: 8 }, (): Operation => ({ kind: 'step' })),
      { kind: 'commit' },
    ],
  ],
  [
    'contigAllocate',
    ['signal', 'migration', 'target', 'reference'],
    [32, 40, 48, 56].map((pfn) => ({ kind: 'contigAllocate', pfn, pages: 8 })),
  ],
  [
    'cmaAllocate',
    ['signal', 'migration', 'target', 'reference'],
    [
      { kind: 'cmaAllocate', area: 0, pages: 4, align: 0 },
      { kind: 'cmaAllocate', area: 0, pages: 4, align: 0 },
    ],
  ],
];
const cases = LONG.flatMap(([about, points, operations]) =>
  points.map((point) => [about, point as (typeof FAILURE_POINTS)[number], operations] as const),
);

/** Witnesses met, and the rule that was broken; a run ends with questions about everything that was taken. */
function run(point: (typeof FAILURE_POINTS)[number], passes: number, operations: readonly Operation[]) {
  const session = openSession(memoryMapOf(tiny, DESIGNS.none), DESIGNS.none, soundTarget);
  const inject: Operation = { kind: 'inject', point, count: passes };
  const violation = session.run(wordsOf([...users, ...freed, drained, inject, ...operations]));
  const met = WITNESSES.filter((_, place) => session.tally.witnesses[place]! > 0).map(({ name }) => name);
  return { rule: violation?.invariant ?? null, met: met as WitnessName[], executed: session.tally.executed };
}

test.each(cases)('%s is all or nothing whenever %s fails', (_, point, operations) => {
  const runs = [0, 1, 2, 3, 4, 5, 6].map((passes) => run(point, passes, operations));
  expect(runs.map(({ rule }) => rule)).toEqual(runs.map(() => null));
  for (const { executed } of runs) expect(executed).toBeGreaterThan(count);
});

test('a range is met with a failure before, between and after its moves', () => {
  const [, , operations] = LONG[2]!;
  const seen = (point: (typeof FAILURE_POINTS)[number]) =>
    new Set([0, 1, 2, 3, 4].flatMap((passes) => run(point, passes, operations).met));
  expect(seen('signal')).toContain('range-interrupted');
  for (const point of ['reference', 'target', 'migration'] as const)
    expect(seen(point)).toContain('range-retried');
});
