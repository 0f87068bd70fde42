import { describe, expect, test } from 'vitest';
import type { BootOptions, MemoryRange } from '../layout/layout.ts';
import { kernelcorePagesOf, spreadKernelcore } from './kernelcoreSize.ts';

const region = (start: number, end: number, node = 0): MemoryRange => ({ start, end, node, mirrored: false });

describe('kernel memory that is asked for', () => {
  const pages = (boot: BootOptions) => kernelcorePagesOf(boot, [region(0, 40), region(64, 88)], 8);

  test('is a number of pages or a share of them, and nothing where it is all', () => {
    expect([16, 63, 64, 65].map((kernelcore) => pages({ kernelcore }))).toEqual([16, 63, 0, 0]);
    expect(pages({ kernelcore: '25%' })).toBe(16);
    expect(pages({})).toBe(0);
  });

  test('is what movablecore leaves, in whole blocks', () => {
    expect([8, 9, 63, 1000].map((movablecore) => pages({ movablecore }))).toEqual([56, 48, 0, 0]);
    expect(pages({ movablecore: 8, kernelcore: 'mirror' })).toBe(56);
  });

  test('is the larger demand of two', () => {
    expect(pages({ kernelcore: 16, movablecore: 8 })).toBe(56);
    expect(pages({ kernelcore: 60, movablecore: 8 })).toBe(60);
  });
});

describe('kernel memory is spread', () => {
  const memory = [region(0, 64), region(64, 80, 1), region(80, 144, 2)];
  const spread = (pages: number, usableStart = 0, nodes = 3, own = memory) =>
    spreadKernelcore(pages, own, usableStart, new Array<number>(nodes).fill(0));

  test('evenly, and a node too small for its share leaves the rest to the others', () => {
    expect(spread(30)).toEqual([10, 74, 90]);
    expect(spread(96)).toEqual([40, 80, 120]);
  });

  test('over nodes that have memory', () => {
    expect(spread(40, 0, 4, [region(0, 64), region(80, 144, 2)])).toEqual([20, 0, 100, 0]);
  });

  test('over what comes after memory that can only be kernel memory, which counts', () => {
    expect(spread(96, 48)).toEqual([48, 80, 112]);
    expect(spread(30, 4)).toEqual([10, 74, 90]);
    expect(spread(30, 64)).toEqual([64, 64, 80]);
  });

  test('over all ranges of a node, from the lowest up', () => {
    expect(spread(20, 0, 1, [region(0, 8), region(16, 24), region(32, 64)])).toEqual([36]);
    expect(spread(16, 0, 1, [region(0, 8), region(16, 24), region(32, 64)])).toEqual([24]);
  });

  const alike = [region(0, 64), region(64, 128, 1), region(128, 192, 2)];

  test('until what is left is not a page for each of the nodes but one', () => {
    expect(spread(31, 0, 3, alike)).toEqual([10, 74, 138]);
    expect(spread(32, 0, 3, alike)).toEqual([10, 74, 138]);
    expect(spread(50, 0, 8, alike.slice(0, 2))).toEqual([25, 89, 0, 0, 0, 0, 0, 0]);
  });

  test('until all memory is taken, where more is asked for', () => {
    expect(spread(1000)).toEqual([64, 80, 144]);
  });

  test('by smaller shares behind a node that must take more than its own', () => {
    expect(spread(84, 60, 3, alike)).toEqual([64, 76, 136]);
  });

  test('over memory of which the lowest can only be kernel memory, wherever it begins and ends', () => {
    expect(spread(40, 32, 1, [region(16, 80)])).toEqual([56]);
    expect(spread(40, 32, 1, [region(0, 24), region(28, 36), region(40, 80)])).toEqual([48]);
    expect(spread(10, 32, 1, [region(0, 32), region(48, 64)])).toEqual([48]);
  });

  test('in another round from where the last one ended, in whichever range that is', () => {
    const ranges = [region(0, 4), region(8, 16, 1), region(24, 64, 1)];
    expect(spread(30, 0, 2, ranges)).toEqual([4, 42]);
    const cut = [...alike.slice(0, 2), region(128, 136, 2), region(140, 192, 2)];
    expect(spread(84, 60, 3, cut)).toEqual([64, 76, 140]); // In the second round nothing is left for the last node.
  });
});
