import { expect, test } from 'vitest';
import { BUSY, DONE, INVALID, NO_MEMORY, PIN_LONG, PIN_SHORT } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

const user = gfpOf('user');
const layout = { ranges: [{ start: 0, end: 64 }], boot: { movablecore: 32 } };

test('pins are counted by term, and the last one to go frees the way', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const pfn = allocator.allocate(1, user, 0, 0);
  for (const term of [PIN_SHORT, PIN_SHORT, PIN_LONG]) expect(allocator.pin(pfn, 1, term)).toBe(pfn);
  expect(reportOf(allocator).pins.get(pfn)).toEqual({ short: 2, long: 1 });
  expect(allocator.free(pfn, 1, 0)).toBe(INVALID);
  for (const term of [PIN_SHORT, PIN_LONG, PIN_SHORT]) expect(allocator.unpin(pfn, 1, term)).toBe(DONE);
  expect(allocator.unpin(pfn, 1, PIN_SHORT)).toBe(INVALID);
  expect(allocator.reclaim(2, 0, 3)).toBe(2);
});

test('a pin of the other term does not stand in', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const pfn = allocator.allocate(0, user, 0, 0);
  allocator.pin(pfn, 0, PIN_SHORT);
  expect(allocator.unpin(pfn, 0, PIN_LONG)).toBe(INVALID);
});

test('a long-term pin moves the page out of ZONE_MOVABLE, a short one leaves it', () => {
  const { allocator, effects } = bootOf(layout);
  const pfn = allocator.allocate(2, user, 0, 0);
  expect(allocator.pin(pfn, 2, PIN_SHORT)).toBe(pfn);
  allocator.unpin(pfn, 2, PIN_SHORT);
  effects.clear();
  const place = allocator.pin(pfn, 2, PIN_LONG);
  expect(pfn).toBeGreaterThanOrEqual(32);
  expect(place).toBeLessThan(32);
  expect(effectsOf(effects)).toContain(`moved ${pfn} ${place}`);
  expect(reportOf(allocator).used).toEqual([{ pfn: place, order: 2 }]);
});

test('a long-term pin moves the page out of CMA', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 48 }], cma: [{ start: 16, end: 48 }] });
  const pfn = allocator.allocate(0, user, 0, 0);
  expect(pfn).toBeGreaterThanOrEqual(16);
  expect(allocator.pin(pfn, 0, PIN_LONG)).toBeLessThan(16);
});

test('a page that is pinned already cannot move', () => {
  const { allocator, effects } = bootOf(layout);
  const pfn = allocator.allocate(0, user, 0, 0);
  allocator.pin(pfn, 0, PIN_SHORT);
  effects.clear();
  expect(allocator.pin(pfn, 0, PIN_LONG)).toBe(BUSY);
  expect(effectsOf(effects)).toEqual([`culprit ${pfn} 0`]);
});

test('an allocation with a poisoned page cannot move, and the page is named', () => {
  const { allocator, effects } = bootOf(layout);
  const pfn = allocator.allocate(2, user, 0, 0);
  allocator.poison(pfn + 3, 0);
  effects.clear();
  expect(allocator.pin(pfn, 2, PIN_LONG)).toBe(BUSY);
  expect(effectsOf(effects)).toEqual([`culprit ${pfn + 3} 0`]);
});

test('without a place to go nothing is pinned', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.allocate(0, user, 0, 0);
  while (allocator.allocate(0, gfpOf('kernel'), 0, 0) >= 0);
  expect(allocator.pin(pfn, 0, PIN_LONG)).toBe(NO_MEMORY);
  expect(reportOf(allocator).pins.size).toBe(0);
});

test('kernel pages, wrong orders and unknown terms are refused', () => {
  const { allocator } = bootOf(layout);
  const kernel = allocator.allocate(0, gfpOf('kernel'), 0, 0);
  const pfn = allocator.allocate(1, user, 0, 0);
  expect(allocator.pin(kernel, 0, PIN_SHORT)).toBe(INVALID);
  expect(allocator.pin(pfn, 0, PIN_SHORT)).toBe(INVALID);
  expect(allocator.pin(pfn + 1, 0, PIN_SHORT)).toBe(INVALID);
  expect(allocator.pin(pfn, 1, 2)).toBe(INVALID);
  expect(allocator.unpin(kernel, 0, PIN_SHORT)).toBe(INVALID);
});

test('a long-term pin moves the page out of a pageblock that is withheld', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const pfn = allocator.allocate(0, user, 0, 0);
  allocator.isolate(pfn >> 3);
  expect(allocator.pin(pfn, 0, PIN_LONG) >> 3).not.toBe(pfn >> 3);
});

test('a pin is taken away from what was pinned, as a whole', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const pfn = allocator.allocate(1, user, 0, 0);
  allocator.pin(pfn, 1, PIN_SHORT);
  expect(allocator.unpin(pfn, 0, PIN_SHORT)).toBe(INVALID);
  expect(allocator.unpin(pfn, 1, 2)).toBe(INVALID);
  allocator.contigAllocate(16, 1);
  expect([allocator.unpin(16, 0, PIN_SHORT), allocator.contigFree(16, 1)]).toEqual([INVALID, DONE]);
  expect(reportOf(allocator).pins.get(pfn)).toEqual({ short: 1, long: 0 });
});
