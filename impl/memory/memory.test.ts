import { expect, test } from 'vitest';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { PAGE_WORDS } from './pageWord.ts';

test('a page costs twelve bytes', () => {
  const { allocator } = bootOf({
    ranges: [{ start: 0, end: 65536 }],
    geometry: { maxOrder: 10, pageblockOrder: 9, memoryBlockPages: 32768 },
  });
  expect(PAGE_WORDS * 4).toBe(12);
  expect(allocator.memory.state.byteLength / 65536).toBeLessThan(12.5);
});

test('an order that does not fit a page word is refused', () => {
  expect(() => bootOf({ ranges: [{ start: 0, end: 1 }], geometry: { maxOrder: 31 } })).toThrow(RangeError);
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
