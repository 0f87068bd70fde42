import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DesignName } from '../../spec/designs/design.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { Effects } from '../../spec/operations/effects.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { type Asked, candidatesFor, isAllowed, Oracle, type Outcome, WorldImage } from '../oracle/index.ts';
import { machine, NO_MARKS } from '../testing/machines.ts';
import { NaiveReference } from './naiveReference.ts';

const HABITS = { keepsWatermarks: true, groupsByMobility: true, reportsCache: true, reportsClearing: true };
const ROOM = 16;
const MOST_LIVE = 3;

/** Two references in one world, and the outcomes of each operation that either allows there. */
class Exhaustion {
  readonly split: unknown[] = [];
  readonly allowed = new Map<string, number>();
  worlds = 0;
  judged = 0;
  readonly #oracle: Oracle;
  readonly #naive: NaiveReference;
  readonly #classes: readonly string[];
  readonly #seen = new Set<string>();
  #handles = 0;
  #random = 1;

  constructor(layout: Layout, design: DesignName, classes: readonly string[]) {
    const map = memoryMapOf(layout, DESIGNS[design]);
    this.#oracle = new Oracle(map, DESIGNS[design], HABITS);
    this.#naive = new NaiveReference(map, DESIGNS[design]);
    this.#classes = classes;
    this.#oracle.reset(ROOM);
  }

  /** Every world that so many allowed outcomes lead to, from here on. */
  exploreAll(steps: number): void {
    for (const [operation, outcomes] of this.#compareAll()) {
      if (steps === 0) continue;
      for (const outcome of outcomes) {
        const goBack = this.#remember();
        this.#take(operation, outcome);
        this.exploreAll(steps - 1);
        goBack();
      }
    }
  }

  /** Goes from boot from world to world, on allowed outcomes only, until it has seen so many. */
  walk(worlds: number, steps: number): void {
    const goBack = this.#remember();
    while (this.worlds < worlds) {
      for (let step = 0; step < steps && this.worlds < worlds; step++) {
        this.#compareAll();
        const operations = operationsOn(this.#oracle.state, this.#classes);
        // Something must be there for what comes after.
        const operation = step === 0 ? operations[0]! : this.#pick(operations)!; // There is always a drain.
        const outcomes = this.#compare(operation);
        const outcome = this.#pick(outcomes.filter(({ answer }) => answer >= 0)) ?? outcomes[0];
        if (outcome) this.#take(operation, outcome);
      }
      goBack();
    }
  }

  #take(operation: Asked, outcome: Outcome): void {
    isAllowed(this.#oracle, operation, this.#handles, outcome);
    this.#judge(operation, outcome);
    if (operation.kind === 'allocate') this.#handles++;
  }

  #judge(operation: Asked, { answer, effects }: Outcome): string | null {
    const log = new Effects();
    for (const [kind, first, second] of effects) log[kind](first, second);
    return this.#naive.judge(operation, this.#handles, answer, log);
  }

  #remember(): () => void {
    const image = new WorldImage(this.#oracle.state);
    const goBack = this.#naive.remember();
    const handles = this.#handles;
    return () => {
      image.restore();
      goBack();
      this.#handles = handles;
    };
  }

  /** Nothing in a world that was seen before. */
  #compareAll(): readonly (readonly [Asked, readonly Outcome[]])[] {
    const world = textOf(this.#oracle);
    if (this.#seen.has(world)) return [];
    this.#seen.add(world);
    this.worlds++;
    return operationsOn(this.#oracle.state, this.#classes).map((operation) => {
      const outcomes = this.#compare(operation);
      this.allowed.set(operation.kind, (this.allowed.get(operation.kind) ?? 0) + outcomes.length);
      return [operation, outcomes];
    });
  }

  /** All that the oracle allows; where the other says something else is noted. */
  #compare(operation: Asked): Outcome[] {
    const goBack = this.#remember();
    return candidatesFor(this.#oracle.state, operation).filter((outcome) => {
      const isLegal = isAllowed(this.#oracle, operation, this.#handles, outcome);
      const refused = this.#judge(operation, outcome);
      goBack();
      this.judged++;
      if (isLegal !== (refused === null)) this.split.push({ operation, outcome, isLegal, refused });
      return isLegal;
    });
  }

  #pick<T>(all: readonly T[]): T | undefined {
    this.#random = (Math.imul(this.#random, 1103515245) + 12345) & 0x7fffffff;
    return all[(this.#random >> 8) % all.length];
  }
}

/** Everything by which two worlds can differ. */
const textOf = ({ state: s }: Oracle): string =>
  [s.belief, s.facts, s.tag, s.zone, s.blockType, s.memoryBlock, s.at, s.claim, s.shortPins, s.longPins].join(
    ';',
  );

/** What can be asked in a world: each thing of each kind that is there. */
function operationsOn(s: Oracle['state'], classes: readonly string[]): Asked[] {
  const live = [...s.at.keys()].filter((handle) => s.at[handle]! >= 0);
  const isUnpinned = (handle: number) => s.shortPins[handle] === 0 && s.longPins[handle] === 0;
  const users = live.filter((handle) =>
    ['user', 'kernelMovable', 'critical'].includes(CLAIMS[s.claim[handle]!]!),
  );
  const requests = live.length < MOST_LIVE ? classes : [];
  const make = (name: string, order: number): Asked => ({
    kind: 'allocate',
    class: name,
    order,
    node: 0,
    cpu: 0,
  });
  return [
    ...requests.map((name) => make(name, 0)),
    ...requests.slice(0, 1).map((name) => make(name, 1)),
    ...live.filter(isUnpinned).map((of): Asked => ({ kind: 'free', of, cpu: 0 })),
    ...users.slice(0, 1).map((of): Asked => ({ kind: 'pin', of, term: 'short' })),
    ...users.slice(-1).map((of): Asked => ({ kind: 'pin', of, term: 'long' })),
    ...live.filter((of) => s.shortPins[of]! > 0).map((of): Asked => ({ kind: 'unpin', of, term: 'short' })),
    ...live.filter((of) => s.longPins[of]! > 0).map((of): Asked => ({ kind: 'unpin', of, term: 'long' })),
    { kind: 'reclaim', pages: 2, node: 0, zone: 3 },
    ...[...s.memoryBlock.keys()].flatMap((block): Asked[] => [
      { kind: 'offline', block },
      { kind: 'online', block, to: 'default' },
      { kind: 'online', block, to: 'movable' },
    ]),
    { kind: 'poison', pfn: 1, error: 'injected' },
    { kind: 'poison', pfn: s.frameCount - 3, error: 'real' },
    { kind: 'drain', cpu: -1 },
  ];
}

const geometry = { maxOrder: 2, pageblockOrder: 1, memoryBlockPages: 4, dmaEnd: 0, dma32End: 0 };
const tiny = { ...geometry, maxOrder: 1, memoryBlockPages: 2 };
const small = { geometry, tuning: NO_MARKS };
const coarse = { ...geometry, maxOrder: 3, pageblockOrder: 2, memoryBlockPages: 8 };
const marks = {
  ...NO_MARKS,
  minFreePages: 2,
  movableMinPages: [1, 1] as const,
  lowmemReserveRatio: [0, 0, 4] as const,
  watermarkScaleFactor: 1200,
};

describe('of all that an allocator could say, both references allow the same', () => {
  // Most of it is refused, and nobody reads where.
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  test.each<[what: string, layout: Layout, design: DesignName, classes: string[]]>([
    ['in one zone of 8 pages', machine('U0-8', small), 'none', ['kernel', 'user', 'reclaimable']],
    ['in two zones of 4 pages', machine('M0-4 U4-8', small), 'kernelcore', ['kernel', 'user', 'buffer']],
    [
      'with a right to mirrored memory',
      machine('M0-4 U4-8', small),
      'nonmirror',
      ['user', 'critical', 'driver'],
    ],
    ['with CMA', machine('M0-8', { ...small, cma: [{ start: 4, end: 6 }] }), 'none', ['kernel', 'user']],
    ['with an offline block', machine('M0-4 U4-8 U8-12o', small), 'kernelcore', ['kernel', 'user']],
    [
      'above marks and reserves',
      machine('M0-8 U8-12', { ...small, tuning: marks }),
      'kernelcore',
      ['user', 'atomic', 'memalloc'],
    ],
    [
      'in pageblocks of 4 pages',
      machine('U0-16', { geometry: coarse, tuning: NO_MARKS }),
      'none',
      ['kernel', 'user'],
    ],
  ])('%s', (_, layout, design, classes) => {
    const all = new Exhaustion(layout, design, classes);
    all.walk(layout.ranges[0]!.end === 16 ? 2 : 4, 6);
    expect(all.split).toEqual([]);
    for (const kind of ['allocate', 'free', 'reclaim', 'offline', 'online', 'poison', 'drain'])
      expect(all.allowed.get(kind), kind).toBeGreaterThan(0);
  });

  test('in every world that one operation makes of 4 pages', () => {
    const all = new Exhaustion(machine('U0-4', { geometry: tiny, tuning: NO_MARKS }), 'none', [
      'user',
      'kernel',
    ]);
    all.exploreAll(1);
    expect(all.split).toEqual([]);
    expect(all.worlds).toBeGreaterThan(12);
    expect(all.judged).toBeGreaterThan(20_000);
  });
});
