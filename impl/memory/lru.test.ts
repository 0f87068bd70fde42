import { describe, expect, test } from 'vitest';
import { EFFECT_RECLAIMED } from '../../spec/index.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { makeLists } from './lru.ts';
import { LISTED, MOST_NUMBERS } from './lruRecord.ts';

const LAYOUT = {
  ranges: [
    { start: 0, end: 128, mirrored: true },
    { start: 128, end: 512 },
  ],
  boot: { kernelcore: 'mirror' },
} as const;

/** Allocations of several owners, some of them given back, locked, unlocked, pinned for a while or moved. */
function live(allocator: PageAllocator, steps: number): void {
  const held: [pfn: number, order: number][] = [];
  let random = 3;
  for (let step = 0; step < steps; step++) {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    const place = (random >>> 8) % Math.max(held.length, 1);
    const [pfn, order] = held[place] ?? [0, 0];
    const what = (random >>> 24) % 8;
    if (what < 4) {
      const wanted = (random >>> 16) % 3;
      const taken = allocator.allocate(wanted, gfpOf(what === 0 ? 'kernel' : 'user'), 0, 0, what);
      if (taken >= 0) held.push([taken, wanted]);
    } else if (what === 4) {
      allocator.free(pfn, order, 0);
      held.splice(place, 1);
    } else if (what === 5) allocator.mlock(pfn, order);
    else if (what === 6) allocator.munlock(pfn, order);
    else if (allocator.pin(pfn, order, 0) >= 0) allocator.unpin(pfn, order, 0);
  }
}

/** What reclaim drops, one after the other, when it is asked for all. */
function dropped({ allocator, effects }: ReturnType<typeof bootOf>): number[] {
  effects.clear();
  allocator.reclaim(512, 0, 3);
  return Array.from({ length: effects.count }, (_, index) => index)
    .filter((index) => effects.kind(index) === EFFECT_RECLAIMED)
    .map((index) => effects.first(index));
}

describe('the lists of user memory', () => {
  test('have the same order whether they are kept from the start or made when they are first asked for', () => {
    const [kept, made] = [bootOf(LAYOUT), bootOf(LAYOUT)];
    makeLists(kept.allocator.memory);
    for (const { allocator } of [kept, made]) live(allocator, 400);
    expect(made.allocator.memory.userClock[0]).toBeGreaterThan(50);
    const order = dropped(kept);
    expect(order.length).toBeGreaterThan(20);
    expect(dropped(made)).toEqual(order);
    expect(made.allocator.memory.userClock[0]).toBe(LISTED);
  });

  test('are made when the numbers end', () => {
    const world = bootOf(LAYOUT);
    const { memory } = world.allocator;
    memory.userClock[0] = MOST_NUMBERS - 2;
    const pfns = [1, 2, 3].map(() => world.allocator.allocate(0, gfpOf('user'), 0, 0, 1));
    expect(memory.userClock[0]).toBe(LISTED);
    expect(dropped(world)).toEqual(pfns);
  });

  test('say who would be killed', () => {
    const { allocator } = bootOf(LAYOUT);
    for (const owner of [1, 2, 2]) allocator.allocate(0, gfpOf('user'), 0, 0, owner);
    expect(allocator.chooseVictim()).toBe(2);
  });

  test('begin anew with the allocator', () => {
    const { allocator } = bootOf(LAYOUT);
    allocator.stateNumber();
    expect(allocator.memory.userClock[0]).toBe(LISTED);
    allocator.reset();
    expect(allocator.memory.userClock[0]).toBe(0);
  });
});

test('the lists are made when the numbers end', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 64 }] });
  const [low, middle, high] = [0, 1, 2].map(() => allocator.allocate(0, gfpOf('user'), 0, 0));
  for (const pfn of [low, high, middle]) allocator.free(pfn!, 0, 0); // What was freed last is given first, the lowest last.
  allocator.memory.userClock[0] = MOST_NUMBERS - 2; // As if so many had been there.
  const pfns = [0, 1, 2].map((place) => {
    const pfn = allocator.allocate(0, gfpOf('user'), 0, 0);
    expect(allocator.memory.userClock[0] === LISTED).toBe(place > 0);
    return pfn;
  });
  expect(pfns).toEqual([middle, high, low]);
  effects.clear();
  expect(allocator.reclaim(3, 0, 3)).toBe(3);
  expect(effectsOf(effects)).toEqual(pfns.map((pfn) => `reclaimed ${pfn} 0`));
});

test('the lists are made when the last number goes to what was held', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }] });
  const pfn = allocator.allocate(0, gfpOf('user'), 0, 0);
  allocator.memory.userClock[0] = MOST_NUMBERS - 2;
  for (const isLast of [false, true]) {
    allocator.pin(pfn, 0, 0);
    allocator.unpin(pfn, 0, 0);
    expect(allocator.memory.userClock[0] === LISTED).toBe(isLast);
  }
  expect(allocator.reclaim(1, 0, 3)).toBe(1);
});
