import { expect, test } from 'vitest';
import { NO_MEMORY } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';

/** Takes all that a class may have; answers how much. */
function exhaust(booted: ReturnType<typeof bootOf>, name: string): number {
  let pages = 0;
  while (booted.allocator.allocate(0, gfpOf(name), 0, 0) >= 0) pages++;
  return pages;
}

const tuning = { minFreePages: 16, lowmemReserveRatio: [0, 0, 0] } as const;

test('each kind of request stops at its own mark, and MEMALLOC at nothing', () => {
  const booted = bootOf({ ranges: [{ start: 0, end: 64 }], tuning });
  expect(exhaust(booted, 'kernel')).toBe(48);
  expect(exhaust(booted, 'atomic')).toBe(10);
  expect(exhaust(booted, 'memalloc')).toBe(6);
});

test('a request that may wait has the lists of all CPUs drained, another has not', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 4 }], cpus: 2 });
  const pfns = [0, 1, 2, 3].map(() => allocator.allocate(0, gfpOf('user'), 0, 0));
  allocator.free(pfns[0]!, 0, 0);
  effects.clear();
  expect(allocator.allocate(0, gfpOf('nowait'), 0, 1)).toBe(NO_MEMORY);
  expect(effects.count).toBe(0);
  expect(allocator.allocate(0, gfpOf('kernel'), 0, 1)).toBe(pfns[0]);
  expect(effectsOf(effects)[0]).toBe(`putBack ${pfns[0]} 0`);
});

test('MEMALLOC ignores the marks after the drain too', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 8 }], cpus: 2, tuning: { minFreePages: 8 } });
  const memalloc = gfpOf('memalloc');
  const pfns = Array.from({ length: 8 }, () => allocator.allocate(0, memalloc, 0, 0));
  allocator.free(pfns[0]!, 0, 0);
  expect(allocator.allocate(0, memalloc, 0, 1)).toBe(pfns[0]);
});

test('a node gives all its zones before another node is asked, a local request asks no other', () => {
  const layout = {
    ranges: [
      { start: 0, end: 16 },
      { start: 16, end: 32, node: 1 },
    ],
  };
  const { allocator } = bootOf(layout);
  expect(allocator.allocate(4, gfpOf('kernel'), 1, 0)).toBe(16);
  expect(allocator.allocate(4, gfpOf('local'), 1, 0)).toBe(NO_MEMORY);
  expect(allocator.allocate(4, gfpOf('kernel'), 1, 0)).toBe(0);
});
