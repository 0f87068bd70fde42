import { expect, test } from 'vitest';
import { layout as sound } from '../testing/handmade.ts';
import type { Layout, MemoryRange } from './layout.ts';
import { layoutFaultOf } from './layoutFault.ts';

const { geometry } = sound;
const offline = { node: 0, mirrored: false, offline: true } as const;
const whyNot = (change: Partial<Layout>): string | undefined =>
  layoutFaultOf({ ...sound, ...change })?.path.join('.');
const withRange = (range: MemoryRange) => whyNot({ ranges: [...sound.ranges, range] });
const area = (start: number, end: number) => [{ start, end }];
const image = (start: number, end: number) => [{ start, end, why: 'image' }];

test('a sound layout has no fault, with all that it may have', () => {
  expect(whyNot({})).toBeUndefined();
  expect(withRange({ ...offline, start: 64, end: 80 })).toBeUndefined();
  expect(whyNot({ cma: area(8, 16), reserved: image(0, 8) })).toBeUndefined();
});

test('sizes may be equal, and no more', () => {
  const more = (change: Partial<Layout['geometry']>) => whyNot({ geometry: { ...geometry, ...change } });
  expect([4, 5].map((pageblockOrder) => more({ pageblockOrder }))).toEqual([
    undefined,
    'geometry.pageblockOrder',
  ]);
  expect([16, 24].map((memoryBlockPages) => more({ memoryBlockPages }))).toEqual([
    undefined,
    'geometry.memoryBlockPages',
  ]);
  expect([16, 17].map((dmaEnd) => more({ dmaEnd, dma32End: 16 }))).toEqual([undefined, 'geometry.dma32End']);
});

test('there is a distance from each node to each', () => {
  const two = [10, 20];
  expect(whyNot({ distances: [[10]] })).toBeUndefined();
  expect(whyNot({ distances: [two, two] })).toBeUndefined();
  expect(whyNot({ distances: [] })).toBe('distances.0');
  expect(whyNot({ distances: [two, [10]] })).toBe('distances.1');
  expect(whyNot({ distances: [[10], two] })).toBe('distances.0');
  const found = layoutFaultOf({ ...sound, distances: [] })?.found;
  expect([found, layoutFaultOf({ ...sound, distances: [two, [10]] })?.found]).toEqual([
    'nothing',
    'an array of 1',
  ]);
  const nodes = [...sound.ranges, { start: 64, end: 80, node: 1, mirrored: false }];
  expect(whyNot({ ranges: nodes, distances: [two, two] })).toBeUndefined();
  expect(whyNot({ ranges: nodes, distances: [two] })).toBe('distances.1');
  expect(whyNot({ ranges: nodes, distances: [[10]] })).toBe('distances.1');
});

test('offline memory is whole blocks, and some memory is not offline', () => {
  expect(withRange({ ...offline, start: 64, end: 72 })).toBe('ranges.2');
  expect(withRange({ ...offline, start: 72, end: 80 })).toBe('ranges.2');
  expect(withRange({ node: 0, mirrored: false, start: 72, end: 75 })).toBeUndefined();
  expect(whyNot({ ranges: [{ ...offline, start: 0, end: 16 }] })).toBe('ranges');
});

test('what is reserved, or CMA, is memory in service', () => {
  const ranges = [...sound.ranges, { ...offline, start: 64, end: 80 }];
  expect(whyNot({ reserved: image(30, 34) })).toBeUndefined();
  expect(whyNot({ reserved: image(60, 65) })).toBe('reserved.0');
  expect(whyNot({ ranges, reserved: image(60, 65) })).toBe('reserved.0');
  expect(whyNot({ ranges, cma: area(64, 72) })).toBe('cma.0');
  const apart = [sound.ranges[0]!, { ...sound.ranges[1]!, start: 40 }];
  expect(whyNot({ ranges: apart, reserved: [...image(2, 4), ...image(40, 41)] })).toBeUndefined();
  expect(whyNot({ ranges: apart, reserved: image(34, 36) })).toBe('reserved.0');
});

test('CMA is whole pageblocks, none of them reserved', () => {
  expect(whyNot({ cma: area(8, 12) })).toBe('cma.0');
  expect(whyNot({ cma: area(12, 16) })).toBe('cma.0');
  expect(whyNot({ cma: area(8, 16), reserved: [...image(2, 4), ...image(15, 16)] })).toBe('cma.0');
});

test('of two bounds the smaller comes first', () => {
  const bounds = (least: number, most: number) =>
    whyNot({ tuning: { ...sound.tuning, movableMinPages: [least, most] } as Layout['tuning'] & object });
  expect([bounds(2, 2), bounds(3, 2)]).toEqual([undefined, 'tuning.movableMinPages']);
});
