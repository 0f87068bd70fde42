import { describe, expect, test } from 'vitest';
import {
  BUSY,
  DONE,
  INVALID,
  NO_MEMORY,
  NOT_ONLINE,
  POISON_RECOVERED,
} from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { machine, mirrored, NO_MARKS } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

/** Memory block 2 is 32..47, the lower half of ZONE_MOVABLE; its pageblocks begin at 32 and 40. */
const ISOLATED: Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
const UNISOLATED: Effect[] = [
  ['unisolated', 32],
  ['unisolated', 40],
];

const withUser = (pfn = 32, order = 0): Scene => {
  const scene = new Scene(mirrored);
  scene.allocate('user', pfn, { order });
  return scene;
};

const offlined = (scene: Scene, effects: readonly Effect[], answer = DONE, block = 2) =>
  brokenRule(() => scene.offline(block, answer, effects));

describe('offlining', () => {
  test('takes an empty block out of its zone', () => {
    const scene = new Scene(mirrored);
    expect(offlined(scene, ISOLATED)).toBeNull();
    expect([scene.state.managed[3], scene.state.free[3], scene.state.isolatedFree[3]]).toEqual([16, 16, 0]);
    expect(met(scene, 'offlined-empty')).toBe(true);
    expect(brokenRule(() => scene.allocate('user', 32))).toBe('INV-103');
  });

  test('recomputes the marks of the machine', () => {
    const scene = new Scene(
      machine('M0-32 U32-64', { tuning: { ...NO_MARKS, lowmemReserveRatio: [0, 0, 4] } }),
    );
    expect(scene.state.reserve[2 * 4 + 3]).toBe(8);
    scene.offline(2, DONE, ISOLATED);
    expect(scene.state.reserve[2 * 4 + 3]).toBe(4);
  });

  test('isolates every pageblock of the block, once, and no other', () => {
    expect(offlined(new Scene(mirrored), [])).toBe('INV-185');
    expect(offlined(new Scene(mirrored), [['isolated', 32]])).toBe('INV-185');
    expect(offlined(new Scene(mirrored), [...ISOLATED, ['isolated', 32]])).toBe('INV-137');
    expect(offlined(new Scene(mirrored), [...ISOLATED, ['isolated', 48]])).toBe('INV-4');
    expect(
      offlined(new Scene(mirrored), [
        ['isolated', 33],
        ['isolated', 40],
      ]),
    ).toBe('INV-0');
  });

  test('moves away what is in use', () => {
    const scene = withUser();
    expect(offlined(scene, [...ISOLATED, ['moved', 32, 48]])).toBeNull();
    expect(met(scene, 'offlined-moved')).toBe(true);
    expect(scene.oracle.where(0)).toBe(48);
    expect(offlined(withUser(), ISOLATED)).toBe('INV-185');
    expect(offlined(withUser(32, 3), [...ISOLATED, ['moved', 32, 48]])).toBeNull();
  });

  test('may move an allocation before all of its pageblocks are isolated', () => {
    const effects: Effect[] = [
      ['isolated', 32],
      ['moved', 32, 48],
      ['isolated', 40],
    ];
    const scene = withUser(32, 4);
    expect(offlined(scene, effects)).toBeNull();
    expect([scene.state.isolatedFree[3], scene.state.free[3]]).toEqual([0, 0]);
  });

  test('leaves nothing of the block on a private list', () => {
    const hoarded = () => {
      const scene = new Scene(mirrored);
      scene.free(scene.allocate('user', 32), [['cached', 32, 0]]);
      return scene;
    };
    expect(offlined(hoarded(), [['putBack', 32, 0], ...ISOLATED])).toBeNull();
    expect(offlined(hoarded(), [...ISOLATED, ['putBack', 32, 0]])).toBeNull();
    expect(offlined(hoarded(), ISOLATED)).toBe('INV-185');
  });

  test('of no block, or of one that is offline, changes nothing', () => {
    expect(offlined(new Scene(mirrored), [], NOT_ONLINE, 9)).toBeNull();
    expect(offlined(new Scene(mirrored), [], DONE, 9)).toBe('INV-3');
    const twice = () => {
      const scene = new Scene(mirrored);
      scene.offline(2, DONE, ISOLATED);
      return scene;
    };
    expect(offlined(twice(), [])).toBeNull();
    expect(offlined(twice(), [], NOT_ONLINE)).toBe('INV-181');
    expect(offlined(twice(), ISOLATED)).toBe('INV-181');
  });

  test('ends with an answer it has', () => {
    expect(offlined(new Scene(mirrored), ISOLATED, INVALID)).toBe('INV-3');
    expect(offlined(new Scene(mirrored), [...ISOLATED, ['reclaimed', 48]])).toBe('INV-4');
  });

  test('keeps the mark of a retired page', () => {
    const scene = new Scene(mirrored);
    scene.poison(33, 'injected', POISON_RECOVERED);
    expect(offlined(scene, ISOLATED)).toBeNull();
    expect(scene.state.managed[3]).toBe(16);
    expect(brokenRule(() => scene.online(2, 'movable', DONE, [['zoneChosen', 3]]))).toBe('INV-198');
  });
});

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
    expect(moved(withUser(), ['moved', 34, 48])).toBe('INV-4');
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

describe('a rollback', () => {
  /** Nothing is free outside block 2, which holds a user page. */
  const full = () => {
    const scene = withUser();
    retire(scene, 0, 32);
    retire(scene, 48, 64);
    return scene;
  };
  const rolledBack = (scene: Scene, ...effects: Effect[]) =>
    offlined(scene, [...ISOLATED, ...effects], NO_MEMORY);

  test('names a page that finds no new place, and puts everything back', () => {
    const scene = full();
    expect(rolledBack(scene, ['culprit', 32], ...UNISOLATED)).toBeNull();
    expect(met(scene, 'offline-rolled-back')).toBe(true);
    expect([scene.state.free[3], scene.state.isolatedFree[3]]).toEqual([15, 0]);
    expect(brokenRule(() => scene.allocate('user', 40, { order: 3 }))).toBeNull();
  });

  test('names the page, and one that is there', () => {
    expect(rolledBack(full(), ...UNISOLATED)).toBe('INV-3');
    expect(offlined(full(), [], NO_MEMORY)).toBe('INV-3');
    expect(rolledBack(full(), ['culprit', 33], ...UNISOLATED)).toBe('INV-4');
    expect(rolledBack(full(), ['culprit', 48], ...UNISOLATED)).toBe('INV-4');
  });

  test('is justified only if there is no room at that moment', () => {
    expect(rolledBack(withUser(), ['culprit', 32], ...UNISOLATED)).toBe('INV-3');
    const hoarded = full();
    hoarded.free(hoarded.allocate('user', 33), [['cached', 33, 0]]);
    expect(rolledBack(hoarded, ['culprit', 32], ...UNISOLATED)).toBe('INV-3');
  });

  test('leaves no pageblock isolated, and does nothing else', () => {
    expect(rolledBack(full(), ['culprit', 32], ['unisolated', 32])).toBe('INV-183');
    expect(rolledBack(full(), ['culprit', 32], ...UNISOLATED, ['unisolated', 32])).toBe('INV-137');
    expect(rolledBack(full(), ['culprit', 32], ...UNISOLATED, ['moved', 32, 33])).toBe('INV-4');
    expect(rolledBack(full(), ['culprit', 32], ['unisolated', 48])).toBe('INV-4');
  });

  test('keeps what has moved until then where it went', () => {
    const scene = withUser();
    scene.allocate('user', 33);
    retire(scene, 0, 32);
    retire(scene, 49, 64);
    expect(rolledBack(scene, ['moved', 32, 48], ['culprit', 33], ...UNISOLATED)).toBeNull();
    expect(scene.oracle.where(0)).toBe(48);
  });
});

test('a refused offlining names its culprit after at most some drains', () => {
  const scene = () => {
    const scene = new Scene(mirrored);
    scene.free(scene.allocate('user', 40), [['cached', 40, 0]]);
    scene.pin(scene.allocate('user', 32), 'short', 32);
    return scene;
  };
  expect(offlined(scene(), [['culprit', 32]], BUSY)).toBeNull();
  expect(
    offlined(
      scene(),
      [
        ['putBack', 40, 0],
        ['culprit', 32],
      ],
      BUSY,
    ),
  ).toBeNull();
  expect(offlined(scene(), [...ISOLATED, ['culprit', 32]], BUSY)).toBe('INV-4');
  expect(
    offlined(
      scene(),
      [
        ['culprit', 32],
        ['culprit', 32],
      ],
      BUSY,
    ),
  ).toBe('INV-4');
});
