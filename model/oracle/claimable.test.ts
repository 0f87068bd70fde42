import { describe, expect, test } from 'vitest';
import { MOVABLE, RECLAIMABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, plain } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { alikeIn, censusOf, isClaimDue, isClaimInTurn, leastToClaim } from './claimOrder.ts';
import type { WorldState } from './state.ts';

const ZONE = 2;

/** All pages are in user hands but these; the pageblocks are of such types. */
function freeAlone(
  pages: readonly number[],
  types: readonly number[] = [MOVABLE, MOVABLE, MOVABLE, MOVABLE],
  layout = plain,
): WorldState {
  const scene = new Scene(layout, 'none', { groupsByMobility: true });
  const held = Array.from({ length: 32 }, (_, pfn) =>
    scene.allocate('user', pfn, { node: scene.state.zone[pfn]! >> 2 }),
  );
  scene.state.blockType.set(types);
  for (const pfn of pages) scene.free(held[pfn]!);
  return scene.state;
}

/** Half of a pageblock, in pieces of two pages. */
const HALF = (first: number): number[] => [0, 1, 4, 5].map((offset) => first + offset);
/** A quarter of it, in one piece. */
const QUARTER = (first: number): number[] => [first + 2, first + 3];

test('a pageblock is counted by what its pages are', () => {
  const scene = new Scene(plain, 'none');
  scene.allocate('user', 8, { order: 1 });
  scene.allocate('kernel', 10);
  scene.allocate('driver', 11);
  scene.free(scene.allocate('user', 12), [['cached', 12, 0]]);
  scene.allocate('user', 16, { order: 4 });
  expect(censusOf(scene.state, 8)).toEqual({ free: 3, movable: 3, largest: 1, oneZone: true });
  expect(censusOf(scene.state, 16)).toEqual({ free: 0, movable: 8, largest: -1, oneZone: true });
  expect(censusOf(scene.state, 0)).toEqual({ free: 8, movable: 0, largest: 3, oneZone: true });
});

test.each([
  ['user', 1],
  ['kernel', 0],
  ['reclaimable', 0],
  ['buffer', 1],
  ['driver', 1],
] as const)('a page of a %s request counts as %i that can move', (request, pages) => {
  const scene = new Scene(plain, 'none');
  scene.allocate(request, 0);
  expect(censusOf(scene.state, 0).movable).toBe(pages);
});

test('a page of the kernel with a right to the mirror cannot move', () => {
  const scene = new Scene(machine('M0-32 U32-64'), 'reserve');
  scene.allocate('kernelCritical', 0);
  expect(censusOf(scene.state, 0).movable).toBe(0);
});

test('alike are movable pages for a movable request, and for others those in MOVABLE pageblocks that are not', () => {
  const { state } = new Scene(plain, 'none');
  const alike = (old: number, type: number) =>
    alikeIn(state, { free: 3, movable: 1, largest: 0, oneZone: true }, old, type);
  expect([alike(UNMOVABLE, MOVABLE), alike(MOVABLE, UNMOVABLE), alike(RECLAIMABLE, UNMOVABLE)]).toEqual([
    1, 4, 0,
  ]);
});

test('movable requests claim for no crumbs', () => {
  const { state } = new Scene(plain, 'none');
  const least = (type: number) => [0, 1, 2].map((order) => leastToClaim(state, type, order));
  expect([least(MOVABLE), least(UNMOVABLE), least(RECLAIMABLE)]).toEqual([
    [1, 1, 2],
    [0, 1, 2],
    [0, 1, 2],
  ]);
});

describe('a claim is due', () => {
  test('of what any type lends, the first of all included', () => {
    const due = (type: number, lender: number, pages: readonly number[]) =>
      isClaimDue(freeAlone(pages, [lender, lender, lender, lender]), ZONE, type, 0);
    for (const [type, lender] of [
      [MOVABLE, UNMOVABLE],
      [RECLAIMABLE, UNMOVABLE],
      [UNMOVABLE, MOVABLE],
    ] as const)
      expect([due(type, lender, [0, 1, 2, 3]), due(UNMOVABLE, RECLAIMABLE, [0, 1])]).toEqual([true, false]);
  });

  test('unless a block of the same list lies where no claim succeeds', () => {
    expect(isClaimDue(freeAlone(HALF(0)), ZONE, UNMOVABLE, 1)).toBe(true);
    expect(isClaimDue(freeAlone([...HALF(0), ...QUARTER(16)]), ZONE, UNMOVABLE, 1)).toBe(false);
    expect(isClaimDue(freeAlone([...HALF(24), ...QUARTER(8)]), ZONE, UNMOVABLE, 1)).toBe(false);
    expect(isClaimDue(freeAlone(HALF(24)), ZONE, UNMOVABLE, 1)).toBe(true);
  });

  test('whatever lies in another zone', () => {
    const nodes = machine('U0-16 1:U16-32');
    const state = freeAlone([...HALF(0), ...QUARTER(16)], undefined, nodes);
    expect([isClaimDue(state, 2, UNMOVABLE, 1), isClaimDue(state, 6, UNMOVABLE, 1)]).toEqual([true, false]);
  });

  test('whatever lies on the list of another type', () => {
    const state = freeAlone([...HALF(0), ...QUARTER(16)], [RECLAIMABLE, MOVABLE, MOVABLE, MOVABLE]);
    expect(isClaimDue(state, ZONE, UNMOVABLE, 1)).toBe(true);
  });
});

describe('a claim comes as far as a pageblock', () => {
  test('that holds a block of the size in turn, and not because the next one does', () => {
    const state = freeAlone([0, 8, 9, 10, 11]);
    const inTurn = (pfn: number) => isClaimInTurn(state, pfn, UNMOVABLE, 0);
    expect([inTurn(8), inTurn(0)]).toEqual([true, false]);
  });

  test('whose type is the one in turn', () => {
    const state = freeAlone([...HALF(0), ...HALF(8)], [MOVABLE, RECLAIMABLE, MOVABLE, MOVABLE]);
    const inTurn = (pfn: number) => isClaimInTurn(state, pfn, UNMOVABLE, 1);
    expect([inTurn(8), inTurn(0)]).toEqual([true, false]);
  });

  test('and to none whose type is never in turn', () => {
    const state = freeAlone([...QUARTER(0), ...QUARTER(8)], [MOVABLE, RECLAIMABLE, MOVABLE, MOVABLE]);
    const inTurn = (pfn: number) => isClaimInTurn(state, pfn, UNMOVABLE, 1);
    expect([inTurn(8), inTurn(0)]).toEqual([true, false]);
  });
});
