import { expect, test } from 'vitest';
import {
  DESIGNS,
  DONE,
  EFFECT_FELL_BACK,
  Effects,
  INVALID,
  type Layout,
  NO_MEMORY,
} from '../../spec/index.ts';
import { BootMemblock } from './bootMemblock.ts';

const layout: Layout = {
  name: 'boot',
  ranges: [
    { start: 0, end: 32, node: 0, mirrored: true },
    { start: 32, end: 64, node: 0, mirrored: false },
    { start: 64, end: 128, node: 1, mirrored: false, hotpluggable: true },
  ],
  reserved: [{ start: 28, end: 32, why: 'firmware' }],
  cpus: 1,
  geometry: { maxOrder: 3, pageblockOrder: 2, memoryBlockPages: 16, dmaEnd: 0, dma32End: 0 },
  boot: { kernelcore: 'mirror' },
};

const boot = (machine: Layout = layout, effects = new Effects()) =>
  new BootMemblock(machine, DESIGNS.kernelcore, effects);

test('takes the highest aligned range of the mirror, and never page 0', () => {
  const memory = boot();
  expect(memory.reserve(4, 2, 1, false)).toBe(24);
  expect(memory.reserve(3, 0, 0, false)).toBe(21);
  expect(memory.reserve(21, 0, 0, false)).toBe(43);
  expect(memory.reserve(20, 0, 0, false)).toBe(1);
});

test('warns when it leaves the mirror, and only then', () => {
  const effects = new Effects();
  const memory = boot(layout, effects);
  memory.reserve(27, 0, 0, false);
  expect(effects.count).toBe(0);
  expect(memory.reserve(1, 0, 0, false)).toBe(63);
  expect([effects.kind(0), effects.first(0)]).toEqual([EFFECT_FELL_BACK, 63]);
});

test('refuses what fits nowhere, and no pages at all', () => {
  const memory = boot();
  expect([memory.reserve(65, 0, 0, false), memory.reserve(33, 0, 0, true)]).toEqual([NO_MEMORY, NO_MEMORY]);
  expect([memory.reserve(0, 0, 0, false), memory.reserve(1, 31, 0, false)]).toEqual([INVALID, INVALID]);
});

test('stays off memory that may be unplugged under movable_node', () => {
  const memory = boot({ ...layout, boot: { kernelcore: 'mirror', movableNode: true } });
  expect(memory.reserve(40, 0, 1, false)).toBe(NO_MEMORY);
});

test('joins what comes back with its neighbours', () => {
  const memory = boot();
  const ranges = [
    memory.reserve(9, 0, 0, false),
    memory.reserve(9, 0, 0, false),
    memory.reserve(9, 0, 0, false),
  ];
  for (const order of [
    [0, 2, 1],
    [1, 0, 2],
    [2, 1, 0],
  ]) {
    for (const place of order) expect(memory.release(ranges[place]!, 9)).toBe(DONE);
    expect(memory.release(1, 9)).toBe(INVALID);
    expect(memory.reserve(27, 0, 0, false)).toBe(1);
    memory.release(1, 27);
    for (let again = 0; again < 3; again++) memory.reserve(9, 0, 0, false);
  }
});

test('takes nothing back that it did not give', () => {
  const memory = boot();
  const pfn = memory.reserve(8, 0, 0, false);
  expect([memory.release(pfn, 7), memory.release(pfn + 1, 7), memory.release(0, 1)]).toEqual([
    INVALID,
    INVALID,
    INVALID,
  ]);
  expect(memory.release(pfn, 8)).toBe(DONE);
});

test.each([
  [12, 20],
  [20, 12],
])('what comes back lies where it lay: %i before %i', (one, other) => {
  const memory = boot();
  for (const pfn of [24, 20, 16, 12, 8, 4]) expect(memory.reserve(4, 0, 0, false)).toBe(pfn);
  for (const pfn of [one, other]) expect(memory.release(pfn, 4)).toBe(DONE);
  expect([4, 4, 40].map((pages) => memory.reserve(pages, 0, 1, false))).toEqual([20, 12, 88]);
  expect(memory.reserve(4, 0, 0, true)).toBe(60);
});

test('alignments are powers of 2 that a pfn may have', () => {
  const memory = boot();
  expect([-1, 31].map((align) => memory.reserve(1, align, 0, false))).toEqual([INVALID, INVALID]);
  expect(memory.reserve(1, 30, 0, false)).toBe(NO_MEMORY);
});
