import { expect, test } from 'vitest';
import type { BootOptions } from '../layout/layout.ts';
import { mapOf } from '../testing/machine.ts';

const figuresOf = (text: string, boot?: BootOptions) =>
  mapOf(text, boot)
    .zones.filter(({ spanned }) => spanned > 0)
    .map(({ zone, start, spanned, present }) => [zone, start, spanned, present]);

test('memory of another node in a span is absent', () => {
  expect(figuresOf('0:U32-48 1:U48-56 0:U56-64 1:U64-96', {})).toEqual([
    [2, 32, 32, 24],
    [6, 48, 48, 40],
  ]);
});

test('ZONE_MOVABLE takes what is above its start, also where that empties a zone or lies in the zone below', () => {
  expect(figuresOf('U0-64', { kernelcore: 48 })).toEqual([
    [1, 0, 32, 32],
    [2, 32, 16, 16],
    [3, 48, 16, 16],
  ]);
  expect(figuresOf('U0-16 U16-32h U32-64h', { movableNode: true })).toEqual([
    [1, 0, 16, 16],
    [3, 16, 48, 48],
  ]);
});

test('each node has its own, and an empty zone is nowhere', () => {
  expect(figuresOf('0:U0-64 1:U64-96', { kernelcore: 48 })).toEqual([
    [1, 0, 32, 32],
    [2, 32, 8, 8],
    [3, 40, 24, 24],
    [6, 64, 8, 8],
    [7, 72, 24, 24],
  ]);
  const empty = mapOf('0:U0-64 1:U64-96', {}).zones.filter(({ spanned }) => spanned === 0);
  expect(empty.map(({ zone, start, present }) => [zone, start, present])).toEqual([
    [0, 0, 0],
    [3, 0, 0],
    [4, 0, 0],
    [5, 0, 0],
    [7, 0, 0],
  ]);
});
