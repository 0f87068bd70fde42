import { expect, test } from 'vitest';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { plain } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { holderAt } from './allocations.ts';
import { forgetRange, holdRange, isInRange } from './ranges.ts';
import { NOBODY, TAG_USED } from './state.ts';

const DRIVER = CLAIMS.indexOf('driver');

/** The pieces that a range is tagged in. */
function piecesOf(pfn: number, pages: number): { held: number[][]; told: number[][] } {
  const { state } = new Scene(plain, 'none');
  holdRange(state, 5, pfn, pages, DRIVER);
  const { tag } = state;
  const held = [...tag.keys()]
    .filter((frame) => tag[frame]! >= TAG_USED)
    .map((frame) => [frame, tag[frame]! - TAG_USED]);
  const told: number[][] = [];
  forgetRange(state, 5, (piece, order) => told.push([piece, order]));
  expect(tag.some((each) => each >= TAG_USED)).toBe(false);
  expect(state.holder.some((holder) => holder !== NOBODY)).toBe(false);
  return { held, told };
}

test.each([
  [0, 1, [[0, 0]]],
  [
    0,
    32,
    [
      [0, 4],
      [16, 4],
    ],
  ],
  [0, 16, [[0, 4]]],
  [
    8,
    16,
    [
      [8, 3],
      [16, 3],
    ],
  ],
  [4, 4, [[4, 2]]],
  [
    3,
    10,
    [
      [3, 0],
      [4, 2],
      [8, 2],
      [12, 0],
    ],
  ],
  [
    2,
    3,
    [
      [2, 1],
      [4, 0],
    ],
  ],
  [30, 2, [[30, 1]]],
])('a range at %i of %i pages is held in aligned pieces as large as they may be', (pfn, pages, pieces) => {
  expect(piecesOf(pfn, pages)).toEqual({ held: pieces, told: pieces });
});

test('every page of a range belongs to it, and no other', () => {
  const { state } = new Scene(plain, 'none');
  holdRange(state, 5, 3, 10, DRIVER);
  expect([state.rangeAt[5], state.rangePages[5], state.rangeArea[5], state.at[5], state.claim[5]]).toEqual([
    3,
    10,
    -1,
    -1,
    DRIVER,
  ]);
  const inside = Array.from({ length: 32 }, (_, pfn) => pfn).filter((pfn) => isInRange(state, pfn));
  expect(inside).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect([holderAt(state, 2), holderAt(state, 12)]).toEqual([NOBODY, 5]);
  forgetRange(state, 5, () => {});
  expect([state.rangeAt[5], isInRange(state, 3)]).toEqual([-1, false]);
});

test('a range at page 0 of the first operation is one, and an allocation is none', () => {
  const scene = new Scene(plain, 'none');
  scene.allocate('user', 0);
  expect(isInRange(scene.state, 0)).toBe(false);
  scene.free(0);
  holdRange(scene.state, 0, 0, 2, DRIVER);
  expect([isInRange(scene.state, 0), isInRange(scene.state, 1), isInRange(scene.state, 2)]).toEqual([
    true,
    true,
    false,
  ]);
});
