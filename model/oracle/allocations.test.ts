import { describe, expect, test } from 'vitest';
import { POISON_FAILED } from '../../spec/operations/outcome.ts';
import { CLAIMS, type Claim } from '../../spec/pages/claim.ts';
import { mirrored, plain } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';
import {
  firstMarked,
  forget,
  holderAt,
  holderOfBlock,
  isHeld,
  isKernelMemory,
  isKillable,
  isMovable,
  isReclaimable,
  lift,
  mustNotBeLocked,
  place,
} from './allocations.ts';
import { KEPT_BY_HYPERVISOR, KEPT_BY_POOL, KEPT_BY_REFERENCE, NOBODY, type WorldState } from './state.ts';

const ZONE = 2;
const OWNER = 3;

/** Four pages at 8, of such a claim and of a process. */
function claimedBy(claim: Claim): { state: WorldState; handle: number } {
  const scene = new Scene(plain, 'none');
  const handle = scene.allocate('user', 8, { order: 2, owner: OWNER });
  lift(scene.state, handle);
  scene.state.claim[handle] = CLAIMS.indexOf(claim);
  place(scene.state, handle, 8);
  return { state: scene.state, handle };
}

/** What may happen to allocations of a claim that nobody holds. */
const CLAIMED: readonly (readonly [Claim, readonly string[]])[] = [
  ['user', ['reclaimed', 'killed', 'moved']],
  ['kernel', []],
  ['reclaimable', []],
  ['kernelMovable', ['reclaimed', 'killed', 'moved']],
  ['driver', ['moved']],
  ['critical', ['killed', 'moved']],
  ['kernelCritical', []],
];

function mayBe(state: WorldState, handle: number): string[] {
  const asked = { reclaimed: isReclaimable, killed: isKillable, moved: isMovable };
  return Object.entries(asked)
    .filter(([, may]) => may(state, handle))
    .map(([name]) => name);
}

describe.each(CLAIMED)('memory claimed as %s', (claim, fates) => {
  test('may come to this', () => {
    const { state, handle } = claimedBy(claim);
    expect(mayBe(state, handle)).toEqual(fates);
    expect(isKernelMemory(state, handle)).toBe(!fates.includes('moved'));
  });

  test('counts, with all its pages, as what reclaim or a kill may free', () => {
    const counts = ({ reclaimable, killable }: WorldState) => [reclaimable[ZONE], killable[OWNER]];
    const { state, handle } = claimedBy(claim);
    expect(counts(state)).toEqual([fates.includes('reclaimed') ? 4 : 0, fates.includes('killed') ? 4 : 0]);
    forget(state, handle);
    expect(counts(state)).toEqual([0, 0]);
    expect(state.killable.some((pages) => pages !== 0)).toBe(false);
  });
});

test('what belongs to no process in particular counts for none', () => {
  const scene = new Scene(plain, 'none');
  const handle = scene.allocate('user', 0, { order: 1 });
  expect(isKillable(scene.state, handle)).toBe(true);
  expect(scene.state.killable.some((pages) => pages !== 0)).toBe(false);
});

describe('user memory that somebody else has a hold on', () => {
  const HOLDS: readonly (readonly [string, (state: WorldState, handle: number) => void])[] = [
    ['a short-term pin', ({ shortPins }, handle) => shortPins.fill(1, handle, handle + 1)],
    ['a long-term pin', ({ longPins }, handle) => longPins.fill(1, handle, handle + 1)],
    ['a reference', ({ references }, handle) => references.fill(1, handle, handle + 1)],
    ['a reference alone', ({ kept }, handle) => kept.fill(KEPT_BY_REFERENCE, handle, handle + 1)],
    ['the pool', ({ kept }, handle) => kept.fill(KEPT_BY_POOL, handle, handle + 1)],
    ['a hypervisor', ({ kept }, handle) => kept.fill(KEPT_BY_HYPERVISOR, handle, handle + 1)],
  ];

  test.each(HOLDS)('by %s stays what and where it is', (_, hold) => {
    const { state, handle } = claimedBy('user');
    expect(isHeld(state, handle)).toBe(false);
    hold(state, handle);
    expect([isHeld(state, handle), mayBe(state, handle)]).toEqual([true, []]);
  });

  test('is another matter than a lock, which only reclaim respects', () => {
    const { state, handle } = claimedBy('user');
    state.locked[handle] = 1;
    expect(mayBe(state, handle)).toEqual(['killed', 'moved']);
    expect(brokenRule(() => mustNotBeLocked(state, handle))).toBe('INV-171');
    state.locked[handle] = 0;
    expect(brokenRule(() => mustNotBeLocked(state, handle))).toBeNull();
  });

  test('does not move either with the mark of a memory error, at its first page or its last', () => {
    for (const pfn of [0, 3]) {
      const scene = new Scene(plain, 'none');
      const handle = scene.allocate('user', 0, { order: 2 });
      scene.poison(pfn, 'injected', POISON_FAILED);
      expect(mayBe(scene.state, handle)).toEqual(['reclaimed', 'killed']);
    }
  });
});

test('reclaim drops nothing with a right to mirrored memory', () => {
  const { state, handle } = claimedBy('critical');
  expect(brokenRule(() => mustNotBeLocked(state, handle))).toBe('INV-171');
});

test('a mark is looked for among the pages named, and no other', () => {
  const scene = new Scene(plain, 'none');
  scene.allocate('user', 0, { order: 3 });
  scene.poison(4, 'injected', POISON_FAILED);
  const first = (pfn: number, count: number) => firstMarked(scene.state, pfn, count);
  expect([first(0, 8), first(0, 5), first(4, 1)]).toEqual([4, 4, 4]);
  expect([first(0, 4), first(5, 3)]).toEqual([-1, -1]);
});

test('every page of an allocation is its holder’s, up to the largest', () => {
  const scene = new Scene(plain, 'none');
  const large = scene.allocate('user', 16, { order: 4 });
  const small = scene.allocate('user', 2, { order: 1 });
  const holders = [15, 16, 31, 1, 2, 3, 4].map((pfn) => holderAt(scene.state, pfn));
  expect(holders).toEqual([NOBODY, large, large, NOBODY, small, small, NOBODY]);
});

test('what is said of a block is said of where an allocation begins', () => {
  const { state, handle } = claimedBy('user');
  const named = (pfn: number) => brokenRule(() => holderOfBlock(state, pfn, 'a test'));
  expect(holderOfBlock(state, 8, 'a test')).toBe(handle);
  expect([8, 9, 0, -1, 1 << 20].map(named)).toEqual([null, 'INV-4', 'INV-4', 'INV-4', 'INV-4']);
});

test('what is on a private list is nobody’s', () => {
  const scene = new Scene(mirrored);
  scene.free(scene.allocate('user', 32), [['cached', 32, 0]]);
  retire(scene, 33, 34);
  expect([32, 33].map((pfn) => holderAt(scene.state, pfn))).toEqual([NOBODY, NOBODY]);
  expect(brokenRule(() => holderOfBlock(scene.state, 32, 'a test'))).toBe('INV-4');
});
