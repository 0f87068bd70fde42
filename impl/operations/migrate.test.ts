import { expect, test } from 'vitest';
import { BUSY, ERROR_INJECTED, INVALID, NO_MEMORY } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

const twoNodes = {
  ranges: [
    { start: 0, end: 32 },
    { start: 32, end: 64, node: 1 },
  ],
};

test('an allocation moves to the node asked for, with its lock', () => {
  const { allocator, effects } = bootOf(twoNodes);
  const pfn = allocator.allocate(1, gfpOf('user'), 0, 0);
  allocator.mlock(pfn, 1);
  effects.clear();
  const place = allocator.migrate(pfn, 1, 1);
  expect(place).toBeGreaterThanOrEqual(32);
  expect(effectsOf(effects)).toContain(`moved ${pfn} ${place}`);
  expect(reportOf(allocator).used).toEqual([{ pfn: place, order: 1 }]);
  expect([...reportOf(allocator).locked]).toEqual([place]);
});

test('what is held, unmovable or poisoned stays, and is named', () => {
  const refused = (prepare: (booted: ReturnType<typeof bootOf>) => [pfn: number, culprit: number]) => {
    const booted = bootOf(twoNodes);
    const [pfn, culprit] = prepare(booted);
    booted.effects.clear();
    expect(booted.allocator.migrate(pfn, 1, 1)).toBe(BUSY);
    expect(effectsOf(booted.effects)).toEqual([`culprit ${culprit} 0`]);
  };
  refused(({ allocator }) => {
    const pfn = allocator.allocate(1, gfpOf('user'), 0, 0);
    allocator.getRef(pfn, 1);
    return [pfn, pfn];
  });
  refused(({ allocator }) => {
    const pfn = allocator.allocate(1, gfpOf('user'), 0, 0);
    allocator.poison(pfn + 1, ERROR_INJECTED);
    return [pfn, pfn + 1];
  });
  refused(({ allocator }) => {
    const pfn = allocator.allocate(1, gfpOf('reclaimable'), 0, 0);
    return [pfn, pfn];
  });
});

test('without room nothing moves, and what is no allocation is refused', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  const pfn = allocator.allocate(4, gfpOf('user'), 0, 0);
  expect(allocator.migrate(pfn, 4, 0)).toBe(NO_MEMORY);
  expect([allocator.migrate(pfn, 3, 0), allocator.migrate(pfn, 4, 1), allocator.migrate(99, 0, 0)]).toEqual([
    INVALID,
    INVALID,
    INVALID,
  ]);
  expect(reportOf(allocator).used).toEqual([{ pfn, order: 4 }]);
});

test('a block is cleared for whoever asks for it, and for nobody else', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  effects.clear();
  const pfn = allocator.allocate(4, gfpOf('zeroed'), 0, 0);
  expect(effectsOf(effects)).toContain(`zeroed ${pfn} 4`);
  allocator.free(pfn, 4, 0);
  effects.clear();
  allocator.allocate(4, gfpOf('kernel'), 0, 0);
  expect(effectsOf(effects).join()).not.toContain('zeroed');
});
