import { expect, test } from 'vitest';
import { CMA, MOVABLE, UNMOVABLE } from '../../spec/index.ts';
import { bootOf } from '../testing/bootOf.ts';

const ZONE = 2;
const typeAt = (types: Int32Array, pfn: number) => types[pfn >> 3];

test('CMA goes first while it is more than half of what is free', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 48 }], cma: [{ start: 16, end: 48 }] });
  expect(typeAt(allocator.memory.types, allocator.takeBlock(ZONE, MOVABLE, 3))).toBe(CMA);
  expect(typeAt(allocator.memory.types, allocator.takeBlock(ZONE, MOVABLE, 3))).toBe(CMA);
  expect(typeAt(allocator.memory.types, allocator.takeBlock(ZONE, MOVABLE, 3))).toBe(MOVABLE);
});

test('a movable request falls back to CMA, a kernel request never does', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }], cma: [{ start: 16, end: 32 }] });
  expect(allocator.takeBlock(ZONE, UNMOVABLE, 4)).toBe(0);
  expect(allocator.takeBlock(ZONE, UNMOVABLE, 0)).toBe(-1);
  expect(allocator.takeBlock(ZONE, MOVABLE, 4)).toBe(16);
});

test('CMA serves after the own type is empty, even where it is the smaller half', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 40 }], cma: [{ start: 32, end: 40 }] });
  expect(allocator.takeBlock(ZONE, MOVABLE, 4)).toBe(0);
  expect(allocator.takeBlock(ZONE, MOVABLE, 4)).toBe(16);
  expect(allocator.takeBlock(ZONE, MOVABLE, 3)).toBe(32);
});
