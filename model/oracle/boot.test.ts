import { describe, expect, test } from 'vitest';
import type { DesignName } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { LEAF, type LeafName } from '../../spec/pages/leaf.ts';
import { CMA, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { machine, NO_MARKS } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { factsOf } from './boot.ts';
import { FACT_BARE, FACT_CMA, FACT_EXEMPT, FACT_MOVABLE_ZONE, FACT_RESERVE } from './state.ts';

const booted = (layout: Layout, design: DesignName = 'none', habits = {}) =>
  new Scene(layout, design, habits).state;

describe('what boot makes of memory', () => {
  const mixed = machine('M0-16 M16-32o U32-61 1:U64-80', {
    reserved: [{ start: 0, end: 8, why: 'kernel image' }],
    cma: [{ start: 48, end: 56 }],
  });

  test('is free but for what is reserved, offline or not there', () => {
    const state = booted(mixed);
    const leafAt = (pfn: number) => state.belief[pfn];
    const places: Readonly<Record<number, LeafName>> = {
      0: 'pinned.fixed',
      7: 'pinned.fixed',
      8: 'free.available',
      16: 'offline.present',
      31: 'offline.present',
      32: 'free.available',
      60: 'free.available',
      61: 'offline.absent',
      63: 'offline.absent',
      64: 'free.available',
      79: 'free.available',
    };
    for (const [pfn, name] of Object.entries(places)) expect(leafAt(Number(pfn)), pfn).toBe(1 << LEAF[name]);
    expect([state.managed[2], state.free[2], state.freeCma[2]]).toEqual([37, 37, 8]);
    expect([state.managed[6], state.free[6], state.mirrored[6]]).toEqual([16, 16, 0]);
  });

  test('counts as mirrored where it is', () => {
    expect([...booted(mixed, 'kernelcore').mirrored.slice(2, 4)]).toEqual([8, 0]);
    const upper = machine('U0-16 M16-32 U32-64');
    expect([...booted(upper).mirrored.slice(2, 4)]).toEqual([16, 0]);
  });

  test('hangs together in the largest blocks, and ends where memory does', () => {
    const tags = booted(machine('U0-45')).tag;
    const first = [...tags.keys()].filter((pfn) => tags[pfn]! > 0).map((pfn) => [pfn, tags[pfn]! - 1]);
    expect(first).toEqual([
      [0, 4],
      [16, 4],
      [32, 3],
      [40, 2],
      [44, 0],
    ]);
  });

  test('lies in pageblocks of which those of an area are CMA', () => {
    const types = [...booted(mixed).blockType.slice(0, 8)];
    expect(types).toEqual([MOVABLE, MOVABLE, MOVABLE, MOVABLE, MOVABLE, MOVABLE, CMA, MOVABLE]);
  });
});

describe('pageblocks of the mirror', () => {
  /** The first is the kernel's own, the last two are offline. */
  const layout = machine('M0-16 M16-32o U32-64', { reserved: [{ start: 0, end: 9, why: 'kernel image' }] });

  test.each(['reserve', 'migratetype'] as const)(
    'have their type from boot on where they are in service (%s)',
    (design) => {
      const types = [...booted(layout, design).blockType.slice(0, 5)];
      expect(types).toEqual([MIRROR, MIRROR, MOVABLE, MOVABLE, MOVABLE]);
    },
  );

  test('are set aside as a reserve, frame by frame', () => {
    const { facts, belief, free, freeMirror } = booted(layout, 'reserve');
    const apart = [...facts.slice(0, 33)].map((fact) => (fact & FACT_RESERVE) === FACT_RESERVE);
    expect(apart).toEqual(apart.map((_, pfn) => pfn < 16));
    const reserve = 1 << LEAF['free.reserve'];
    expect([8, 9, 15, 16, 32].map((pfn) => belief[pfn] === reserve)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect([free[2], freeMirror[2]]).toEqual([32, 7]);
  });

  test('count as free where they only have a type', () => {
    const { facts, free, freeMirror } = booted(layout, 'migratetype');
    expect(facts.slice(0, 32).some((fact) => (fact & FACT_RESERVE) === FACT_RESERVE)).toBe(false);
    expect([free[2], freeMirror[2]]).toEqual([39, 7]);
  });
});

test('marks are kept in every zone, or not at all', () => {
  const layout = machine('U0-32 1:U32-64', {
    tuning: { ...NO_MARKS, minFreePages: 16, lowmemReserveRatio: [1, 1, 1] },
  });
  const kept = booted(layout);
  expect([2, 6].map((zone) => [kept.min[zone], kept.low[zone], kept.high[zone]])).toEqual([
    [8, 10, 12],
    [8, 10, 12],
  ]);
  const without = booted(layout, 'none', { keepsWatermarks: false });
  for (const marks of [without.min, without.low, without.high, without.reserve])
    expect(marks.some((pages) => pages !== 0)).toBe(false);
  expect([without.batch[2], without.full[2]]).toEqual([kept.batch[2], kept.full[2]]);
});

test('what is taken to be private is bounded for each CPU', () => {
  const bound = (cpus: number, cachedPagesAtMost: number) =>
    booted({ ...machine('U0-32'), cpus }, 'none', { cachedPagesAtMost }).mostDoubtful[2];
  expect([bound(1, 5), bound(3, 5), bound(3, 0)]).toEqual([5, 15, 0]);
});

test('the fact byte of a frame says its zone, its mirror and whether it is CMA', () => {
  expect(factsOf(2, 'protected', false)).toBe(0);
  expect(factsOf(NO_ZONE, 'protected', false)).toBe(0);
  expect([factsOf(3, 'protected', false), factsOf(7, 'protected', false)]).toEqual([
    FACT_MOVABLE_ZONE,
    FACT_MOVABLE_ZONE,
  ]);
  expect([factsOf(2, 'exempt', false), factsOf(2, 'bare', false)]).toEqual([FACT_EXEMPT, FACT_BARE]);
  expect(factsOf(3, 'bare', true)).toBe(FACT_MOVABLE_ZONE | FACT_BARE | FACT_CMA);
});
