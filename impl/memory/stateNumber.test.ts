import { describe, expect, test } from 'vitest';
import { DESIGNS, Effects, GFP_KERNEL, memoryMapOf } from '../../spec/index.ts';
import { PageAllocator } from '../pageAllocator.ts';
import { bootOf } from '../testing/bootOf.ts';
import { numberOf } from './stateNumber.ts';

describe('the number of an array', () => {
  const words = Int32Array.from({ length: 200 }, (_, place) => (place % 7) - 3);

  test('is a whole number, the same for equal arrays', () => {
    expect(Number.isSafeInteger(numberOf(words))).toBe(true);
    expect(numberOf(words)).toBeGreaterThanOrEqual(0);
    expect(numberOf(words.slice())).toBe(numberOf(words));
  });

  test('is another one for each single bit that differs', () => {
    const seen = new Set([numberOf(words)]);
    for (let place = 0; place < words.length; place++)
      for (let bit = 0; bit < 32; bit++) {
        const changed = words.slice();
        changed[place]! ^= 1 << bit;
        seen.add(numberOf(changed));
      }
    expect(seen.size).toBe(1 + 200 * 32);
  });
});

describe('the number of a state', () => {
  const layout = { ranges: [{ start: 0, end: 64, mirrored: true }], boot: { kernelcore: 'mirror' } } as const;

  test('comes back when the state does, and not before', () => {
    const { allocator } = bootOf(layout);
    const boot = allocator.stateNumber();
    const pfn = allocator.allocate(0, GFP_KERNEL, 0, 0);
    const held = allocator.stateNumber();
    expect(held).not.toBe(boot);
    allocator.free(pfn, 0, 0);
    expect(allocator.stateNumber()).not.toBe(held);
    allocator.reset();
    expect(allocator.stateNumber()).toBe(boot);
  });

  test('is another one for other numbers that a subclass keeps beside', () => {
    class Marked extends PageAllocator {
      marks: readonly number[] = [];
      override ownState(): readonly number[] {
        return this.marks;
      }
    }
    const allocator = bootOf(layout, DESIGNS.kernelcore, Marked).allocator as Marked;
    const numbers = [[], [0], [1], [0, 1], []].map((marks) => {
      allocator.marks = marks;
      return allocator.stateNumber();
    });
    expect(numbers.every(Number.isSafeInteger)).toBe(true);
    expect(new Set(numbers).size).toBe(4);
    expect(numbers[4]).toBe(numbers[0]);
    allocator.marks = [1];
    allocator.allocate(0, GFP_KERNEL, 0, 0);
    expect(numbers).not.toContain(allocator.stateNumber());
  });

  test('is not given by a subclass that has something of its own to reset', () => {
    class Counting extends PageAllocator {
      count = 0;
      override reset(): void {
        super.reset();
        this.count = 0;
      }
    }
    const { allocator } = bootOf(layout);
    const counting = new Counting(
      memoryMapOf(allocator.memory.map.layout, DESIGNS.kernelcore),
      DESIGNS.kernelcore,
      new Effects(),
    );
    expect(counting.stateNumber()).toBeNaN();
  });
});
