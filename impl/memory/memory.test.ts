import { expect, test } from 'vitest';
import { bootOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';

/** What an allocator costs for each page of a machine, all its arrays counted. */
function bytesPerPage(pages: number, geometry: NonNullable<SmallLayout['geometry']>, pageOwner: boolean) {
  const layout = { ranges: [{ start: 0, end: pages }], geometry, cpus: 4 };
  const { memory } = bootOf(layout, undefined, undefined, { pageOwner, keepsBoot: false }).allocator;
  return memory.state.buffer.byteLength / pages;
}

const LINUX = { maxOrder: 10, pageblockOrder: 9, memoryBlockPages: 32768 };
const SMALL = { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16 };

test.each([
  { pages: 2 ** 13, geometry: { ...LINUX, memoryBlockPages: 1024 } },
  { pages: 2 ** 15, geometry: LINUX },
  { pages: 2 ** 16, geometry: SMALL },
  { pages: 2 ** 18, geometry: LINUX },
  { pages: 2 ** 20, geometry: LINUX },
  { pages: 2 ** 20, geometry: SMALL },
])('a page costs at most 14 bytes, 20 with records of owners: $pages pages, $geometry', (machine) => {
  const { pages, geometry } = machine;
  expect(bytesPerPage(pages, geometry, false)).toBeLessThanOrEqual(14);
  expect(bytesPerPage(pages, geometry, true)).toBeLessThanOrEqual(20);
  expect(bytesPerPage(pages, geometry, true) - bytesPerPage(pages, geometry, false)).toBe(4);
});

test('no array lies outside the state that snapshots copy', () => {
  const { memory } = bootOf({ ranges: [{ start: 0, end: 64 }] }).allocator;
  const arrays = Object.values(memory).filter((value) => ArrayBuffer.isView(value));
  expect(arrays.length).toBeGreaterThan(20);
  for (const array of arrays) expect(array.buffer).toBe(memory.state.buffer);
  const parts = arrays.filter((array) => array !== memory.state);
  const sum = parts.reduce((bytes, { byteLength }) => bytes + byteLength, 0);
  expect(memory.state.byteLength - sum).toBeLessThan(4);
});

test('an order that does not fit a page word is refused', () => {
  expect(() => bootOf({ ranges: [{ start: 0, end: 1 }], geometry: { maxOrder: 31 } })).toThrow(/31/);
});

test('reset goes back to the state after boot in the same arrays', () => {
  const layout = { ranges: [{ start: 0, end: 64 }], reserved: [{ start: 0, end: 5, why: 'test' }] };
  const { allocator } = bootOf(layout);
  const { state } = allocator.memory;
  allocator.pin(allocator.allocate(0, gfpOf('user'), 0, 0), 0, 1);
  allocator.poison(40, 0);
  allocator.offline(3);
  allocator.reset();
  expect(allocator.memory.state).toBe(state);
  expect(state).toEqual(bootOf(layout).allocator.memory.state);
});
