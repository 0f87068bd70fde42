import { expect, test } from 'vitest';
import { ALL_CPUS, DESIGNS, Effects, INVALID } from '../spec/index.ts';
import { memoryMapOf } from '../spec/layout/memoryMapOf.ts';
import { PageAllocator, soundTarget } from './index.ts';
import { bootOf, gfpOf, layoutOf } from './testing/bootOf.ts';
import { reportOf } from './testing/reportOf.ts';

const kernel = gfpOf('kernel');

test('the target boots an allocator that serves', () => {
  const map = memoryMapOf(layoutOf({ ranges: [{ start: 0, end: 32 }] }), DESIGNS.none);
  expect(soundTarget.name).toBe('zoneproof');
  expect(soundTarget.boot(map, DESIGNS.none, new Effects()).allocate(0, kernel, 0, 0, 0)).toBe(0);
});

test('arguments that name nothing are refused and change nothing', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const pfn = allocator.allocate(1, kernel, 0, 0);
  const before = allocator.memory.state.slice();
  effects.clear();
  const refused = [
    allocator.allocate(5, kernel, 0, 0),
    allocator.allocate(-1, kernel, 0, 0),
    allocator.allocate(0, gfpOf('contradictory'), 0, 0),
    allocator.allocate(0, kernel, 1, 0),
    allocator.allocate(0, kernel, 0, 1),
    allocator.free(pfn, 0, 0),
    allocator.free(pfn + 1, 1, 0),
    allocator.free(pfn, 1 + 32, 0),
    allocator.free(99, 0, 0),
    allocator.free(-1, 0, 0),
    allocator.free(pfn, 1, 7),
  ];
  expect(refused).toEqual(refused.map(() => INVALID));
  expect(allocator.memory.state).toEqual(before);
  expect(effects.count).toBe(0);
});

test('a block is freed once', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const pfn = allocator.allocate(0, kernel, 0, 0);
  expect(allocator.free(pfn, 0, 0)).toBe(0);
  expect(allocator.free(pfn, 0, 0)).toBe(INVALID);
});

test('a subclass changes one mechanism and keeps the others', () => {
  class NeverDrains extends PageAllocator {
    override drainBeforeIsolating(): void {}
  }
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] }, DESIGNS.none, NeverDrains);
  const pfn = allocator.allocate(0, gfpOf('user'), 0, 0);
  allocator.free(pfn, 0, 0);
  allocator.offline(pfn >> 4);
  expect(reportOf(allocator).cached).toHaveLength(1);
  expect(allocator.drain(ALL_CPUS)).toBe(0);
});

test('allocate and free leave nothing on the heap', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 256 }] });
  const churn = (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      effects.clear();
      allocator.free(allocator.allocate(round & 3, kernel, 0, 0), round & 3, 0);
    }
  };
  churn(50_000);
  const before = process.memoryUsage().heapUsed;
  churn(100_000);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(1 << 20);
});
