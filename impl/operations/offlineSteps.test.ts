import { expect, test } from 'vitest';
import {
  BUSY,
  DONE,
  INTERRUPTED,
  INVALID,
  NO_MEMORY,
  NOT_ONLINE,
  PIN_SHORT,
  POINT_SIGNAL,
  POINT_TARGET,
} from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const user = gfpOf('user');
const two: SmallLayout = { ranges: [{ start: 0, end: 32 }] };

test('a free block is isolated at once, and leaves with the commit', () => {
  const { allocator, effects } = bootOf(two);
  expect(allocator.beginOffline(1)).toBe(DONE);
  expect(effectsOf(effects)).toEqual(['isolated 16 0', 'isolated 24 0', 'notified 3 1']);
  expect(reportOf(allocator).zones.get(2)?.managed).toBe(32);
  expect(allocator.step()).toBe(0);
  effects.clear();
  expect(allocator.commit()).toBe(DONE);
  expect(effectsOf(effects)).toEqual(['notified 4 1']);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 16, managed: 16 });
  expect(freeOf(allocator)).toEqual(['0/4:1']);
});

test('each step moves one allocation', () => {
  const { allocator, effects } = bootOf(two);
  const block = allocator.allocate(2, user, 0, 0) >> 4;
  allocator.allocate(1, user, 0, 0);
  expect(allocator.beginOffline(block)).toBe(DONE);
  const moves = () => effectsOf(effects).filter((effect) => effect.startsWith('moved')).length;
  effects.clear();
  const pages = [allocator.step(), allocator.step()];
  expect(pages.toSorted()).toEqual([2, 4]);
  expect(moves()).toBe(2);
  expect(allocator.step()).toBe(0);
  expect(allocator.commit()).toBe(DONE);
  expect(reportOf(allocator).used.map(({ pfn }) => pfn >> 4)).toEqual([1 - block, 1 - block]);
});

test('a block that is not empty is not committed, and its first page is named', () => {
  const { allocator, effects } = bootOf(two);
  const pfn = allocator.allocate(2, user, 0, 0);
  allocator.beginOffline(pfn >> 4);
  effects.clear();
  expect(allocator.commit()).toBe(BUSY);
  expect(effectsOf(effects)).toEqual([`culprit ${pfn} 0`]);
  expect(allocator.step()).toBe(4);
  expect(allocator.commit()).toBe(DONE);
});

test('a rollback puts everything back into service', () => {
  const { allocator, effects } = bootOf(two);
  const before = freeOf(allocator);
  allocator.beginOffline(1);
  effects.clear();
  expect(allocator.rollback()).toBe(DONE);
  expect(effectsOf(effects)).toEqual(['unisolated 16 0', 'unisolated 24 0', 'notified 5 1']);
  expect(freeOf(allocator)).toEqual(before);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 32, managed: 32 });
});

test('one block leaves at a time', () => {
  const { allocator, effects } = bootOf(two);
  allocator.beginOffline(1);
  effects.clear();
  expect(allocator.beginOffline(0)).toBe(BUSY);
  expect(allocator.offline(1)).toBe(BUSY);
  expect(effectsOf(effects)).toEqual(['culprit 16 0', 'culprit 16 0']);
});

test('nothing is stepped, committed or rolled back before a beginning', () => {
  const { allocator } = bootOf(two);
  expect([allocator.step(), allocator.commit(), allocator.rollback()]).toEqual([INVALID, INVALID, INVALID]);
  for (const block of [-1, 2]) expect(allocator.beginOffline(block)).toBe(NOT_ONLINE);
});

test('a page that was pinned since the beginning stays, and others move', () => {
  const { allocator, effects } = bootOf(two);
  const pfn = allocator.allocate(0, user, 0, 0);
  const other = allocator.allocate(0, user, 0, 0);
  expect(other >> 4).toBe(pfn >> 4);
  allocator.beginOffline(pfn >> 4);
  allocator.pin(pfn, 0, PIN_SHORT);
  expect(allocator.step()).toBe(1);
  effects.clear();
  expect(allocator.step()).toBe(BUSY);
  expect(effectsOf(effects)).toEqual([`culprit ${pfn} 0`]);
});

test('an allocation that finds no place stays where it is', () => {
  const { allocator } = bootOf(two);
  Array.from({ length: 32 }, () => allocator.allocate(0, user, 0, 0));
  allocator.beginOffline(0);
  expect(allocator.step()).toBe(NO_MEMORY);
  expect(reportOf(allocator).used).toHaveLength(32);
});

test('a signal ends a step, and a failed move names its page', () => {
  const { allocator } = bootOf(two);
  const pfn = allocator.allocate(0, user, 0, 0);
  allocator.beginOffline(pfn >> 4);
  allocator.inject(POINT_SIGNAL, 0);
  expect(allocator.step()).toBe(INTERRUPTED);
  allocator.inject(POINT_TARGET, 0);
  expect(allocator.step()).toBe(BUSY);
  expect(allocator.step()).toBe(1);
});
