import { expect, test } from 'vitest';
import { BUSY, DONE, INVALID, NO_MEMORY, PIN_SHORT } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

const layout = { ranges: [{ start: 0, end: 32 }] };
const user = gfpOf('user');

test('a block splits into two allocations, which keep its lock', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.allocate(2, user, 0, 0, 3);
  allocator.mlock(pfn, 2);
  expect(allocator.split(pfn, 2)).toBe(DONE);
  expect(reportOf(allocator).used).toEqual([
    { pfn, order: 1 },
    { pfn: pfn + 2, order: 1 },
  ]);
  expect([...reportOf(allocator).locked]).toEqual([pfn, pfn + 2]);
  allocator.munlock(pfn + 2, 1);
  expect(allocator.reclaim(8, 0, 3)).toBe(2);
});

test('an unmapped half waits, moves along, and is free once the block is split', () => {
  const { allocator } = bootOf(layout);
  const first = allocator.allocate(2, user, 0, 0);
  expect(allocator.unmapPart(first, 2)).toBe(DONE);
  expect(allocator.unmapPart(first, 2)).toBe(DONE);
  const pfn = allocator.migrate(first, 2, 0);
  expect(reportOf(allocator).queued).toEqual([pfn]);
  expect(allocator.split(pfn, 2)).toBe(DONE);
  expect(reportOf(allocator).queued).toEqual([]);
  expect(reportOf(allocator).used).toEqual([{ pfn, order: 1 }]);
});

test('what is held, small or not of a user is not split', () => {
  const { allocator, effects } = bootOf(layout);
  const pfn = allocator.allocate(2, user, 0, 0);
  allocator.pin(pfn, 2, PIN_SHORT);
  effects.clear();
  expect(allocator.split(pfn, 2)).toBe(BUSY);
  expect(effectsOf(effects)).toEqual([`culprit ${pfn} 0`]);
  const kernel = allocator.allocate(2, gfpOf('kernel'), 0, 0);
  const small = allocator.allocate(0, user, 0, 0);
  expect([allocator.split(kernel, 2), allocator.split(small, 0), allocator.split(pfn, 1)]).toEqual([
    INVALID,
    INVALID,
    INVALID,
  ]);
  expect([allocator.unmapPart(kernel, 2), allocator.unmapPart(small, 0)]).toEqual([INVALID, INVALID]);
});

test('two blocks become one, and their pages are free', () => {
  const { allocator, effects } = bootOf(layout);
  const one = allocator.allocate(1, user, 0, 0, 2);
  const two = allocator.allocate(1, user, 0, 0, 2);
  effects.clear();
  const pfn = allocator.collapse(one, two, 1);
  expect(effectsOf(effects).slice(-2)).toEqual([`collapsed ${one} ${pfn}`, `collapsed ${two} ${pfn + 2}`]);
  expect(reportOf(allocator).used).toEqual([{ pfn, order: 2 }]);
  allocator.drain(-1);
  allocator.free(pfn, 2, 0);
  allocator.drain(-1);
  expect(reportOf(allocator).free.reduce((pages, { order }) => pages + 2 ** order, 0)).toBe(32);
});

test('what differs, is held or finds no room stays two', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  const one = allocator.allocate(2, user, 0, 0, 2);
  const two = allocator.allocate(2, user, 0, 0, 2);
  const strange = allocator.allocate(2, user, 0, 0, 3);
  expect(allocator.collapse(one, strange, 2)).toBe(INVALID);
  expect(allocator.collapse(one, one, 2)).toBe(INVALID);
  expect(allocator.collapse(one, two, 2)).toBe(NO_MEMORY);
  allocator.getRef(two, 2);
  expect(allocator.collapse(one, two, 2)).toBe(BUSY);
  allocator.putRef(two, 2, 0);
  allocator.mlock(two, 2);
  expect(allocator.collapse(one, two, 2)).toBe(INVALID);
});

test('two blocks of which something is unmapped stay two', () => {
  const { allocator } = bootOf(layout);
  const [one, two] = [0, 1].map(() => allocator.allocate(2, user, 0, 0)) as [number, number];
  for (const pfn of [one, two]) allocator.unmapPart(pfn, 2);
  expect(allocator.collapse(one, two, 2)).toBe(INVALID);
  expect(reportOf(allocator).queued).toEqual([one, two]);
});
