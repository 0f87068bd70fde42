import { describe, expect, test } from 'vitest';
import { ALL_CPUS, BUSY, DONE, ERROR_INJECTED, INVALID, NO_MEMORY, PIN_SHORT } from '../../spec/index.ts';
import { blockReportOf } from '../library/blockReport.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const USER = gfpOf('user');
const machine = () => bootOf({ ranges: [{ start: 0, end: 64 }], cma: [{ start: 48, end: 64 }] });

describe('a contiguous range', () => {
  test('is taken in aligned pieces and gives back what is around it', () => {
    const { allocator, effects } = machine();
    const before = freeOf(allocator);
    effects.clear();
    expect(allocator.contigAllocate(5, 14)).toBe(DONE);
    expect(effectsOf(effects)).toEqual(
      [0, 8, 16].map((pfn) => `isolated ${pfn} 0`).concat([0, 8, 16].map((pfn) => `unisolated ${pfn} 0`)),
    );
    expect(reportOf(allocator).used).toEqual([
      { pfn: 5, order: 0 },
      { pfn: 6, order: 1 },
      { pfn: 8, order: 3 },
      { pfn: 16, order: 1 },
      { pfn: 18, order: 0 },
    ]);
    expect(allocator.free(8, 3, 0)).toBe(INVALID);
    expect(allocator.contigFree(5, 13)).toBe(INVALID);
    expect(allocator.contigFree(8, 8)).toBe(INVALID);
    expect(allocator.contigFree(8, 14)).toBe(INVALID);
    expect(allocator.contigFree(5, 14)).toBe(DONE);
    expect(allocator.contigFree(5, 14)).toBe(INVALID);
    expect(freeOf(allocator)).toEqual(before);
  });

  test('that is larger than the largest block is several of them', () => {
    const { allocator } = machine();
    const before = freeOf(allocator);
    expect(allocator.contigAllocate(0, 48)).toBe(DONE);
    expect(reportOf(allocator).used).toEqual([0, 16, 32].map((pfn) => ({ pfn, order: 4 })));
    expect(allocator.contigFree(0, 48)).toBe(DONE);
    expect(freeOf(allocator)).toEqual(before);
  });

  test('has a record of its own, and one that is refused leaves those of others', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] }, undefined, undefined, {
      pageOwner: true,
    });
    const recordOf = (pfn: number) => blockReportOf(allocator.memory, pfn)?.record;
    const held = allocator.allocate(3, USER, 0, 0);
    allocator.allocate(0, USER, 0, 0);
    allocator.drain(ALL_CPUS);
    expect([allocator.contigAllocate(held, 8), recordOf(held)]).toEqual([NO_MEMORY, 1]);
    expect(allocator.contigAllocate(12, 2)).toBe(DONE);
    expect(recordOf(13)).toBe(3);
  });

  test('sends away what can move, and not into itself', () => {
    const { allocator, effects } = machine();
    const held = allocator.allocate(0, USER, 0, 0);
    allocator.drain(ALL_CPUS);
    effects.clear();
    expect(allocator.contigAllocate(held, 1)).toBe(DONE);
    const moved = effectsOf(effects).filter((effect) => effect.startsWith('moved'));
    expect(moved).toHaveLength(1);
    const to = Number(moved[0]!.split(' ')[2]);
    expect(to >> 3).not.toBe(held >> 3);
    expect(allocator.free(to, 0, 0)).toBe(DONE);
  });

  test('takes an allocation along that only reaches into it', () => {
    const { allocator } = machine();
    const held = allocator.allocate(4, USER, 0, 0);
    expect(allocator.contigAllocate(held + 15, 1)).toBe(DONE);
    expect(allocator.free(held, 4, 0)).toBe(INVALID);
  });

  test('is refused with a page that must stay, and changes nothing', () => {
    const { allocator, effects } = machine();
    const held = allocator.allocate(0, USER, 0, 0);
    allocator.pin(held, 0, PIN_SHORT);
    allocator.drain(ALL_CPUS);
    const before = freeOf(allocator);
    const refused = (pfn: number, pages: number) => {
      effects.clear();
      expect(allocator.contigAllocate(pfn, pages)).toBe(BUSY);
      return effectsOf(effects);
    };
    expect(refused(held, 1)).toEqual([`culprit ${held} 0`]);
    expect(refused(47, 2)).toEqual(['culprit 48 0']);
    const other = ((held >> 3) + 1) << 3;
    allocator.isolate(other >> 3);
    expect(refused(other, 1)).toEqual([`culprit ${other} 0`]);
    allocator.unisolate(other >> 3);
    expect(freeOf(allocator)).toEqual(before);
    allocator.poison(other + 1, ERROR_INJECTED);
    expect(refused(other, 8)).toEqual([`culprit ${other + 1} 0`]);
    const block = allocator.allocate(2, USER, 0, 0);
    allocator.poison(block + 3, ERROR_INJECTED);
    expect(refused(block, 1)).toEqual([`culprit ${block} 0`]);
    expect(allocator.contigAllocate(0, 0)).toBe(INVALID);
    expect(allocator.contigAllocate(60, 5)).toBe(INVALID);
  });

  test('is given up if a page finds no room, and memory is as before', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
    const held = allocator.allocate(3, USER, 0, 0);
    allocator.allocate(0, USER, 0, 0);
    allocator.drain(ALL_CPUS);
    const before = freeOf(allocator);
    expect(allocator.contigAllocate(held, 8)).toBe(NO_MEMORY);
    expect(freeOf(allocator)).toEqual(before);
  });

  test('lies under the claim of a driver in ZONE_MOVABLE, and keeps its memory block', () => {
    const { allocator } = bootOf({
      ranges: [
        { start: 0, end: 32, mirrored: true },
        { start: 32, end: 64 },
      ],
      boot: { movablecore: 32 },
    });
    expect([allocator.contigAllocate(40, 3), allocator.contigAllocate(8, 3)]).toEqual([DONE, DONE]);
    expect([40, 8].map((pfn) => blockReportOf(allocator.memory, pfn)?.claim)).toEqual(['driver', 'kernel']);
    expect(allocator.offline(2)).toBe(BUSY);
    expect(allocator.contigAllocate(42, 8)).toBe(BUSY);
    expect(allocator.contigFree(40, 3)).toBe(DONE);
    expect(allocator.offline(2)).toBe(DONE);
  });
});
