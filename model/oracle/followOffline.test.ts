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
import { counted } from '../testing/counted.ts';
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

  test('is refused for a page that must stay, and whoever refuses it without is told so, whatever else was done', () => {
    const rest: Effect[] = [...ISOLATED, ['culprit', 32], ['unisolated', 32], ['unisolated', 40]];
    expect(offlined(new Scene(mirrored), [['culprit', 32]], BUSY)).toBe('INV-3');
    expect(offlined(new Scene(mirrored), rest, BUSY)).toBe('INV-3');
    expect(offlined(new Scene(mirrored), ISOLATED, BUSY)).toBe('INV-3');
    const pinned = (effects: readonly Effect[]) => {
      const scene = new Scene(mirrored);
      scene.pin(scene.allocate('user', 32), 'short', 32);
      return offlined(scene, effects, BUSY);
    };
    expect(pinned([['culprit', 32]])).toBeNull();
    expect(pinned(rest)).toBe('INV-4');
    expect(pinned([['culprit', 32], ...ISOLATED])).toBe('INV-4');
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

describe('a block that ends behind memory', () => {
  const refused = (culprit: number) =>
    brokenRule(() => new Scene(machine('U0-24'), 'none').offline(1, BUSY, [['culprit', culprit]]));

  test('stays, because of what is not there', () => {
    expect([24, 31].map(refused)).toEqual([null, null]);
    expect([0, 15, 16, 23, 32].map(refused)).toEqual(Array(5).fill('INV-3'));
    expect(brokenRule(() => new Scene(machine('U0-24'), 'none').offline(1, DONE))).toBe('INV-188');
  });
});

test('an answer that offlining has not is none, whatever else is due', () => {
  const signalled = new Scene(mirrored);
  signalled.inject('signal', 0);
  expect(offlined(signalled, ISOLATED, INVALID)).toBe('INV-3');
});

test('what may have been on private lists is settled, in the block and nowhere else', () => {
  const scene = new Scene(mirrored, 'kernelcore', { reportsCache: false });
  for (const pfn of [32, 48]) scene.free(scene.allocate('user', pfn));
  const before = scene.state.doubtful[3]!;
  scene.offline(2, DONE, ISOLATED);
  expect(scene.state.doubtful[3]).toBe(before - 1);
});

test('it is counted how an offlining ended', () => {
  const ended = (answer: number, effects: readonly Effect[], prepare: (scene: Scene) => void = () => {}) => {
    const scene = new Scene(mirrored);
    prepare(scene);
    return counted(scene, () => scene.offline(2, answer, effects));
  };
  const pinned = (scene: Scene) => scene.pin(scene.allocate('user', 32), 'short', 32);
  expect(ended(DONE, ISOLATED)).toEqual({ 'offlined-empty': 1 });
  const moved = ended(DONE, [...ISOLATED, ['moved', 32, 48]], (scene) => scene.allocate('user', 32));
  expect(moved).toEqual({ 'offlined-moved': 1 });
  expect(ended(BUSY, [['culprit', 32]], pinned)).toEqual({ 'offline-refused': 1, 'offline-blocked': 1 });
  const full = (scene: Scene) => {
    scene.allocate('user', 32);
    retire(scene, 0, 32);
    retire(scene, 48, 64);
  };
  const back = [...ISOLATED, ['culprit', 32], ...UNISOLATED] as const;
  expect(ended(NO_MEMORY, back, full)).toEqual({ 'offline-rolled-back': 1 });
});
