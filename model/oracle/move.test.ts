import { describe, expect, test } from 'vitest';
import { DONE } from '../../spec/operations/outcome.ts';
import { machine, mirrored, NO_MARKS } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';
import { removeFree } from './freeIndex.ts';
import { migrationTerms } from './mayMove.ts';
import { relocate } from './move.ts';
import type { WorldState } from './state.ts';

/** Memory block 2 is 32..47, the lower half of ZONE_MOVABLE; its pageblocks begin at 32 and 40. */
const ISOLATED: Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
const withUser = (pfn = 32, order = 0): Scene => {
  const scene = new Scene(mirrored);
  scene.allocate('user', pfn, { order });
  return scene;
};

const offlined = (scene: Scene, effects: readonly Effect[], answer = DONE, block = 2) =>
  brokenRule(() => scene.offline(block, answer, effects));

describe('a move', () => {
  const moved = (scene: Scene, ...effects: Effect[]) => offlined(scene, [...ISOLATED, ...effects]);

  test('goes to a page that is free, in service, and in the first zone that passes', () => {
    const scene = withUser();
    scene.allocate('user', 48);
    expect(moved(scene, ['moved', 32, 48])).toBe('INV-103');
    expect(moved(withUser(), ['moved', 32, 41])).toBe('INV-134');
    expect(moved(withUser(), ['moved', 32, 0])).toBe('INV-150');
  });

  test('falls back to the mirror when ZONE_MOVABLE is full', () => {
    const scene = withUser();
    retire(scene, 48, 64);
    expect(moved(scene, ['moved', 32, 0])).toBeNull();
  });

  test('keeps file-system buffers and driver memory of a kernel zone below ZONE_MOVABLE', () => {
    const isolated: Effect[] = [
      ['isolated', 16],
      ['isolated', 24],
    ];
    const out = (to: number) => {
      const scene = new Scene(mirrored);
      scene.allocate('buffer', 16);
      return offlined(scene, [...isolated, ['moved', 16, to]], DONE, 1);
    };
    expect(out(0)).toBeNull();
    expect(out(32)).toBe('INV-122');
    const driver = new Scene(mirrored);
    retire(driver, 32, 64);
    driver.allocate('driver', 16);
    expect(offlined(driver, [...isolated, ['moved', 16, 0]], DONE, 1)).toBeNull();
  });

  test('keeps a critical page in the mirror', () => {
    const out = (to: number) => {
      const scene = new Scene(mirrored, 'nonmirror');
      scene.allocate('critical', 16);
      const isolated: Effect[] = [
        ['isolated', 16],
        ['isolated', 24],
      ];
      return offlined(scene, [...isolated, ['moved', 16, to]], DONE, 1);
    };
    expect(out(0)).toBeNull();
    expect(out(32)).toBe('INV-121');
  });

  test('keeps user memory out of the mirror under nonmirror', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    scene.allocate('user', 32);
    retire(scene, 48, 64);
    expect(moved(scene, ['moved', 32, 0])).toBe('INV-125');
  });

  test('takes all of an allocation that is there, and nothing outside the block', () => {
    expect(moved(withUser(32, 1), ['moved', 33, 48])).toBe('INV-178');
    expect(moved(withUser(), ['moved', 34, 48])).toBe('INV-169');
    expect(moved(withUser(), ['moved', 32, 48], ['moved', 32, 49])).toBe('INV-169');
    expect(moved(withUser(50), ['moved', 50, 48])).toBe('INV-4');
  });

  test('may refill a private list, for the page that moves next', () => {
    expect(moved(withUser(), ['took', 48, 0], ['took', 49, 0], ['moved', 32, 48])).toBeNull();
    expect(moved(withUser(), ['took', 48, 0])).toBe('INV-4');
    expect(moved(new Scene(mirrored), ['took', 48, 0], ['moved', 40, 48])).toBe('INV-4');
  });

  /** Min 4 and low 5 everywhere. Free in Movable 4, in Normal 4; one and two pages more are private. */
  const scarce = () => {
    const tuning = { ...NO_MARKS, minFreePages: 4, movableMinPages: [4, 4] as const };
    const scene = new Scene(machine('M0-32 U32-64', { tuning }));
    scene.allocate('user', 32);
    const kernel = [0, 1].map((pfn) => scene.allocate('kernel', pfn));
    const user = scene.allocate('user', 48);
    retire(scene, 6, 32);
    retire(scene, 53, 64);
    for (const handle of kernel) scene.free(handle, [['cached', scene.oracle.where(handle), 0]]);
    scene.free(user, [['cached', 48, 0]]);
    return scene;
  };
  const DRAINS: Effect[] = [
    ['putBack', 0, 0],
    ['putBack', 1, 0],
    ['putBack', 48, 0],
  ];

  test('after a drain on its behalf goes to the first zone above its min mark', () => {
    expect(moved(scarce(), ...DRAINS, ['moved', 32, 49])).toBeNull();
  });

  test('after a drain that offlining made anyway goes to the first zone above its low mark', () => {
    expect(moved(scarce(), ...DRAINS, ['moved', 32, 0])).toBeNull();
    expect(offlined(scarce(), [...DRAINS, ...ISOLATED, ['moved', 32, 0]])).toBeNull();
  });
});

test('a mover that finds its own place takes one that is a free block by the books', () => {
  const relocated = (spoil: (state: WorldState) => unknown) => {
    const { state, oracle } = withUser();
    spoil(state);
    return brokenRule(() => relocate(state, migrationTerms(state, oracle.book, 0), 0, 48));
  };
  expect(relocated(() => {})).toBeNull();
  expect(relocated((state) => removeFree(state, 48, 0))).toBe('INV-106');
});
