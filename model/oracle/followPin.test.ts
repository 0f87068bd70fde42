import { describe, expect, test } from 'vitest';
import { BUSY, NO_MEMORY, POISON_FAILED } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { counted } from '../testing/counted.ts';
import { mirrored, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

/** One user page at 32, in ZONE_MOVABLE; mirrored ZONE_NORMAL is free. */
function user(order = 0) {
  const scene = new Scene(mirrored);
  return { scene, handle: scene.allocate('user', 32, { order }) };
}

/** One user page at 24, in CMA. */
function userInCma(grouped = false) {
  const layout = { ...plain, cma: [{ start: 24, end: 32 }] };
  const scene = new Scene(layout, 'none', { groupsByMobility: grouped });
  if (grouped) retire(scene, 0, 17); // Now CMA is more than half of what is free.
  return { scene, handle: scene.allocate('user', 24) };
}

describe('a long-term pin', () => {
  const pinned = (
    { scene, handle }: ReturnType<typeof user>,
    answer: number,
    effects: readonly Effect[] = [],
  ) => brokenRule(() => scene.pin(handle, 'long', answer, effects));

  test('leaves ZONE_MOVABLE first', () => {
    expect(pinned(user(), 0, [['moved', 32, 0]])).toBeNull();
    expect(pinned(user(), 32)).toBe('INV-163');
    expect(pinned(user(), 33, [['moved', 32, 33]])).toBe('INV-121');
  });

  test('leaves CMA first', () => {
    expect(pinned(userInCma(), 0, [['moved', 24, 0]])).toBeNull();
    expect(pinned(userInCma(), 24)).toBe('INV-163');
    expect(pinned(userInCma(), 25, [['moved', 24, 25]])).toBe('INV-165');
    expect(pinned(userInCma(true), 25, [['moved', 24, 25]])).toBe('INV-139');
  });

  test('moves the block it is asked for, once, and says so', () => {
    expect(pinned(user(1), 0, [['moved', 32, 0]])).toBeNull();
    expect(pinned(user(), 0)).toBe('INV-4');
    expect(pinned(user(), 1, [['moved', 32, 0]])).toBe('INV-4');
    expect(pinned(user(), 0, [['moved', 33, 0]])).toBe('INV-4');
    expect(
      pinned(user(), 0, [
        ['moved', 32, 1],
        ['moved', 1, 0],
      ]),
    ).toBe('INV-4');
  });

  test('does not move what may stay', () => {
    const stays = () => {
      const scene = new Scene(plain);
      return { scene, handle: scene.allocate('user', 0) };
    };
    expect(pinned(stays(), 0)).toBeNull();
    expect(pinned(stays(), 1, [['moved', 0, 1]])).toBe('INV-4');
    expect(pinned(stays(), 0, [['took', 1, 0]])).toBe('INV-4');
  });

  test('moves to a page that is free', () => {
    const { scene, handle } = user();
    scene.allocate('kernel', 0);
    expect(brokenRule(() => scene.pin(handle, 'long', 0, [['moved', 32, 0]]))).toBe('INV-103');
  });

  test('does not move a page that somebody else references', () => {
    const { scene, handle } = user();
    scene.pin(handle, 'short', 32);
    expect(brokenRule(() => scene.pin(handle, 'long', 0, [['moved', 32, 0]]))).toBe('INV-168');
  });

  test('keeps a critical page where it is: mirrored, and never in ZONE_MOVABLE', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    const handle = scene.allocate('critical', 0);
    expect(brokenRule(() => scene.pin(handle, 'long', 0))).toBeNull();
    expect(brokenRule(() => scene.unpin(handle, 'long'))).toBeNull();
  });
});

test('a campaign hears where a pin moved from', () => {
  const movable = user();
  movable.scene.pin(movable.handle, 'long', 0, [['moved', 32, 0]]);
  expect(met(movable.scene, 'pin-in-place')).toBe(false);
  movable.scene.pin(movable.handle, 'long', 0);
  expect(met(movable.scene, 'pin-moved-from-movable')).toBe(true);
  expect(met(movable.scene, 'pin-in-place')).toBe(true);
  const cma = userInCma();
  cma.scene.pin(cma.handle, 'long', 0, [['moved', 24, 0]]);
  expect(met(cma.scene, 'pin-moved-from-cma')).toBe(true);
});

describe('a short-term pin', () => {
  test('is taken where the page is, and changes nothing else', () => {
    const pinned = (answer: number, effects: readonly Effect[] = []) => {
      const { scene, handle } = user();
      return brokenRule(() => scene.pin(handle, 'short', answer, effects));
    };
    expect(pinned(32)).toBeNull();
    expect(pinned(0, [['moved', 32, 0]])).toBe('INV-4');
    expect(pinned(32, [['took', 0, 0]])).toBe('INV-4');
    expect(pinned(BUSY)).toBe('INV-3');
  });
});

describe('a long-term pin of a larger block', () => {
  const cma = (start: number) => ({ ...plain, cma: [{ start, end: start + 8 }] });

  test('stays beside a CMA pageblock', () => {
    const scene = new Scene(cma(24), 'none');
    scene.allocate('user', 16, { order: 3 });
    expect(brokenRule(() => scene.pin(0, 'long', 16))).toBeNull();
    const moved = new Scene(cma(24), 'none');
    moved.allocate('user', 16, { order: 3 });
    expect(brokenRule(() => moved.pin(0, 'long', 0, [['moved', 16, 0]]))).toBe('INV-4');
  });

  test('names a page of it with an error, the first or the last one', () => {
    const marked = (page: number, answer: number, ...culprit: readonly number[]) => {
      const scene = new Scene(cma(0), 'none');
      scene.allocate('user', 0, { order: 1 });
      retire(scene, 2, 32);
      scene.poison(page, 'injected', POISON_FAILED);
      return brokenRule(() =>
        scene.pin(
          0,
          'long',
          answer,
          culprit.map((pfn) => ['culprit', pfn]),
        ),
      );
    };
    expect([marked(0, BUSY, 0), marked(1, BUSY, 1)]).toEqual([null, null]);
    expect([marked(0, BUSY, 1), marked(1, BUSY, 0), marked(0, BUSY, 2), marked(0, BUSY, 9)]).toEqual(
      Array(4).fill('INV-3'),
    );
    expect([marked(0, NO_MEMORY), marked(1, NO_MEMORY)]).toEqual(['INV-3', 'INV-3']);
  });
});

test('pins and what is left of them are counted', () => {
  const scene = new Scene(mirrored);
  const handle = scene.allocate('user', 32);
  const grown = (deed: () => void) => counted(scene, deed);
  expect(grown(() => scene.pin(handle, 'short', 32))).toEqual({ 'pin-short': 1 });
  expect(grown(() => scene.pin(handle, 'short', 32))).toEqual({ 'pin-short': 1 });
  expect(grown(() => scene.pin(handle, 'long', BUSY, [['culprit', 32]]))).toEqual({ 'pin-refused': 1 });
  expect(grown(() => scene.unpin(handle, 'short'))).toEqual({});
  expect(grown(() => scene.unpin(handle, 'short'))).toEqual({ unpinned: 1 });
  expect(brokenRule(() => scene.unpin(handle, 'short', BUSY))).toBe('INV-167');
});
