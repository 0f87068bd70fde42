import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { machine, plain } from '../testing/machines.ts';
import { brokenRule } from '../testing/scene.ts';
import { countCached, mustBeBlock, mustBeDrained, mustBeOneZone, mustKeepPledge } from './serve.ts';
import { newServing } from './serving.ts';
import { emptyWorld, type WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

const HABITS = { keepsWatermarks: true, groupsByMobility: true, reportsCache: true };
/** 32 pages, and no block in them yet. */
const world = (layout = plain): WorldState =>
  emptyWorld(memoryMapOf(layout, DESIGNS.none), DESIGNS.none, HABITS);
const serving = () => newServing({} as RequestTerms, 0, 0, 0); // What is asked of it here is no matter of terms.

test('a block is of an order that there is, at a multiple of its size, and in memory', () => {
  const named = (pfn: number, order: number) => brokenRule(() => mustBeBlock(world(), pfn, order));
  expect([named(0, 0), named(31, 0), named(30, 1), named(0, 4), named(16, 4)]).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
  expect([named(0, -1), named(0, 5), named(1, 1), named(8, 4)]).toEqual([
    'INV-101',
    'INV-101',
    'INV-101',
    'INV-101',
  ]);
  expect([named(-1, 0), named(-16, 4), named(32, 0), named(31, 1), named(0.5, 0)]).toEqual([
    'INV-0',
    'INV-0',
    'INV-0',
    'INV-0',
    'INV-0',
  ]);
});

test('a block lies in one zone from its first page to its last', () => {
  const state = world();
  state.zone.fill(2);
  state.zone[3] = 6;
  const lies = (pfn: number, order: number) => brokenRule(() => mustBeOneZone(state, pfn, order));
  expect([lies(0, 2), lies(2, 1), lies(0, 1), lies(3, 0), lies(4, 2)]).toEqual([
    'INV-106',
    'INV-106',
    null,
    null,
    null,
  ]);
});

describe('a request', () => {
  test('is served by the zone that gave something for it', () => {
    const kept = (pledgedZone: number, zone: number) =>
      brokenRule(() => mustKeepPledge({ ...serving(), pledgedZone }, zone, 0));
    expect([kept(-1, 2), kept(2, 2), kept(0, 0), kept(0, 2), kept(2, 0)]).toEqual([
      null,
      null,
      null,
      'INV-125',
      'INV-125',
    ]);
  });

  test('has all private lists empty once it goes on behind a drain', () => {
    const drained = (more: object, cached = 1) => {
      const state = world();
      state.cached[3] = cached;
      return brokenRule(() => mustBeDrained(state, { ...serving(), drained: true, ...more }));
    };
    expect([drained({}), drained({}, 0), drained({ drained: false })]).toEqual(['INV-119', null, null]);
    expect([
      drained({ drainsAnyway: true }),
      drained({ refilledZone: 0 }),
      drained({ pledgedZone: 0 }),
    ]).toEqual([null, null, null]);
  });

  test('begins with nothing taken, nothing tried and nobody asked', () => {
    expect(serving()).toMatchObject({
      drained: false,
      refilledZone: -1,
      taken: 0,
      pledgedZone: -1,
      admittedZone: -1,
      tried: 0,
      stealing: false,
      drainsAnyway: false,
      isRefused: false,
      tooEarly: null,
      keepsReserved: 1,
      unreserved: 0,
    });
  });
});

test('a private page counts in its zone, and on the list of a CPU if it is known of which', () => {
  const state = world(machine('U0-32 1:U32-64', { cpus: 2 }));
  state.zone.fill(6);
  state.listCpu.set([-1, 0, 1]);
  for (const pfn of [0, 1, 2]) countCached(state, pfn, 1 + pfn);
  expect([state.cached[6], state.cachedOn[6], state.cachedOn[8 + 6]]).toEqual([6, 2, 3]);
  expect(state.cachedOn.reduce((sum, pages) => sum + pages, 0)).toBe(5);
});
