import { expect, test } from 'vitest';
import { GLYPHS } from '../../properties/picture/glyphs.ts';
import type { PageMapRun } from '../../properties/run/story.ts';
import { LEAVES } from '../../spec/pages/leaf.ts';
import { PLAIN } from './ink.ts';
import { legendLine, pageMapLines } from './pageMap.ts';

const run = (start: number, end: number, leaf: string, more: Partial<PageMapRun> = {}): PageMapRun => ({
  start,
  end,
  zone: 'Node 0 Normal',
  leaves: [leaf],
  mirror: 'protected',
  holder: null,
  culprit: false,
  ...more,
});

test('every state has a character of its own', () => {
  expect(Object.keys(GLYPHS)).toEqual(LEAVES.map(({ name }) => name));
  expect(new Set(Object.values(GLYPHS)).size).toBe(LEAVES.length);
});

test('short runs are drawn page by page, long ones as a number', () => {
  const runs = [run(0, 3, 'mirrored.kernel'), run(3, 600, 'free.available')];
  expect(pageMapLines({ runs }, PLAIN)).toEqual(['  Node 0 Normal, protected  0x0  KKK .(597)']);
});

test('culprits stand over carets', () => {
  const runs = [run(0, 2, 'free.available'), run(2, 4, 'pinned.kernel', { culprit: true })];
  expect(pageMapLines({ runs }, PLAIN)).toEqual([
    '  Node 0 Normal, protected  0x0  ..kk',
    '                                   ^^',
  ]);
});

test('a new zone, a new kind of memory and a hole each begin a new line', () => {
  const runs = [
    run(0, 2, 'free.available'),
    run(4, 6, 'free.available'),
    run(6, 8, 'free.available', { mirror: 'exempt' }),
    run(8, 10, 'free.available', { zone: 'Node 0 Movable', mirror: 'bare' }),
  ];
  expect(pageMapLines({ runs }, PLAIN, '')).toEqual([
    'Node 0 Normal, protected  0x0  ..',
    'Node 0 Normal, protected  0x4  ..',
    'Node 0 Normal, exempt     0x6  ..',
    'Node 0 Movable, bare      0x8  ..',
  ]);
});

test('a map of too many lines is cut', () => {
  const runs = Array.from({ length: 100 }, (_, index) => run(2 * index, 2 * index + 1, 'free.available'));
  expect(pageMapLines({ runs }, PLAIN).at(-1)).toBe('  ... and 76 more lines');
});

test('the legend names the characters of the maps and no others', () => {
  const runs = [run(0, 2, 'free.available'), run(2, 4, 'x', { leaves: ['free.cached', 'pinned.kernel'] })];
  expect(legendLine([{ runs }])).toBe('. free.available   ? undecided');
});
