import { describe, expect, test } from 'vitest';
import { BUSY, DONE, NOT_ONLINE, POISON_RECOVERED, POISONED } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { ZONE_MOVABLE, ZONE_NORMAL } from '../../spec/zones/zone.ts';
import { counted } from '../testing/counted.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

/** Memory block 4, 64..79, is offline and not mirrored. */
const fresh = () => new Scene(machine('M0-32 U32-64 U64-80o'));
const CHOSEN_NORMAL: Effect = ['zoneChosen', ZONE_NORMAL];
const CHOSEN_MOVABLE: Effect = ['zoneChosen', ZONE_MOVABLE];

const onlined = (
  to: 'default' | 'kernel' | 'movable',
  effects: readonly Effect[],
  answer = DONE,
  block = 4,
) => brokenRule(() => fresh().online(block, to, answer, effects));

describe('onlining', () => {
  test('joins the zone that was asked for, and says so', () => {
    expect(onlined('movable', [CHOSEN_MOVABLE])).toBeNull();
    expect(onlined('movable', [CHOSEN_NORMAL])).toBe('INV-189');
    expect(onlined('kernel', [CHOSEN_NORMAL])).toBeNull();
    expect(onlined('kernel', [CHOSEN_MOVABLE])).toBe('INV-189');
    expect(onlined('default', [CHOSEN_NORMAL])).toBeNull();
    expect(onlined('default', [])).toBe('INV-189');
  });

  test('does nothing else', () => {
    expect(onlined('movable', [CHOSEN_MOVABLE, ['unisolated', 64]])).toBe('INV-4');
  });

  test('is refused for nothing but a poisoned page', () => {
    expect(onlined('movable', [], BUSY)).toBe('INV-3');
    expect(onlined('movable', [], NOT_ONLINE)).toBe('INV-3');
    expect(onlined('movable', [], POISONED)).toBe('INV-3');
  });

  test('of no block, or of one that is online, changes nothing', () => {
    expect(onlined('movable', [], NOT_ONLINE, 9)).toBeNull();
    expect(onlined('movable', [], DONE, 9)).toBe('INV-3');
    expect(onlined('movable', [], DONE, 3)).toBeNull();
    expect(onlined('movable', [], NOT_ONLINE, 3)).toBe('INV-181');
    expect(onlined('movable', [CHOSEN_MOVABLE], DONE, 3)).toBe('INV-181');
  });
});

describe('a block that is online', () => {
  test('serves the requests of its zone', () => {
    const scene = fresh();
    scene.online(4, 'kernel', DONE, [CHOSEN_NORMAL]);
    expect([scene.state.managed[2], scene.state.mirrored[2], scene.state.free[2]]).toEqual([48, 32, 48]);
    expect(brokenRule(() => scene.allocate('kernel', 64, { order: 4 }))).toBeNull();
    expect(met(scene, 'onlined-kernel')).toBe(true);
  });

  test('is no place for the kernel in ZONE_MOVABLE', () => {
    const scene = fresh();
    scene.online(4, 'movable', DONE, [CHOSEN_MOVABLE]);
    expect(brokenRule(() => scene.allocate('user', 64))).toBeNull();
    expect(met(scene, 'onlined-movable')).toBe(true);
    expect(brokenRule(() => scene.allocate('kernel', 65))).toBe('INV-1');
  });

  test('keeps what firmware mirrored', () => {
    const scene = new Scene(machine('M0-32 U32-64 M64-80o'));
    scene.online(4, 'kernel', DONE, [CHOSEN_NORMAL]);
    expect(scene.state.mirrored[2]).toBe(48);
    const movable = new Scene(machine('M0-32 U32-64 M64-80o'));
    movable.online(4, 'movable', DONE, [CHOSEN_MOVABLE]);
    expect(movable.state.mirrored[3]).toBe(16);
    expect(brokenRule(() => movable.poison(64, 'real', 5))).toBeNull();
  });

  test('may have been offline a moment ago, in another zone', () => {
    const scene = fresh();
    scene.offline(2, DONE, [
      ['isolated', 32],
      ['isolated', 40],
    ]);
    scene.online(2, 'kernel', DONE, [CHOSEN_NORMAL]);
    expect(brokenRule(() => scene.allocate('kernel', 32))).toBeNull();
  });
});

describe('a block with poisoned pages', () => {
  /** Block 2 with 34 and 40 poisoned, offline. */
  const poisoned = () => {
    const scene = fresh();
    scene.poison(34, 'injected', POISON_RECOVERED);
    scene.poison(40, 'injected', POISON_RECOVERED);
    scene.offline(2, DONE, [
      ['isolated', 32],
      ['isolated', 40],
    ]);
    return scene;
  };
  const refused = (answer: number, effects: readonly Effect[]) =>
    brokenRule(() => poisoned().online(2, 'movable', answer, effects));

  test('does not go online', () => {
    expect(refused(POISONED, [['culprit', 34]])).toBeNull();
    expect(refused(DONE, [CHOSEN_MOVABLE])).toBe('INV-198');
    expect(refused(BUSY, [['culprit', 34]])).toBe('INV-198');
  });

  test('names any of them', () => {
    expect(refused(POISONED, [['culprit', 40]])).toBeNull();
    expect(refused(POISONED, [['culprit', 35]])).toBe('INV-3');
    expect(refused(POISONED, [['culprit', 0]])).toBe('INV-3');
    expect(refused(POISONED, [])).toBe('INV-3');
    expect(
      refused(POISONED, [
        ['culprit', 34],
        ['culprit', 40],
      ]),
    ).toBe('INV-4');
  });
});

test('a poisoned page of another block keeps none out', () => {
  const scene = fresh();
  for (const pfn of [34, 50]) scene.poison(pfn, 'injected', POISON_RECOVERED);
  scene.offline(2, DONE, [
    ['isolated', 32],
    ['isolated', 40],
  ]);
  expect(brokenRule(() => scene.online(2, 'movable', POISONED, [['culprit', 50]]))).toBe('INV-3');
  const grown = counted(scene, () => scene.online(2, 'movable', POISONED, [['culprit', 34]]));
  expect(grown).toEqual({ 'online-refused-poison': 1 });
});

test('INV-189: the zone is told, also where it is the second', () => {
  const layout = machine('U0-32 U32-48o');
  const low = () => new Scene({ ...layout, geometry: { ...layout.geometry, dma32End: 64 } }, 'none');
  expect(brokenRule(() => low().online(2, 'kernel', DONE, [['zoneChosen', 1]]))).toBeNull();
  expect(brokenRule(() => low().online(2, 'kernel', DONE))).toBe('INV-189');
});

test('INV-190: nothing of it is on a private list before it is in service', () => {
  const taken = (...effects: readonly Effect[]) => onlined('movable', [CHOSEN_MOVABLE, ...effects]);
  expect([taken(['took', 64, 0]), taken(['unisolated', 64], ['took', 64, 0])]).toEqual([
    'INV-190',
    'INV-190',
  ]);
  expect(taken(['putBack', 64, 0])).toBe('INV-4');
});

test('a block of the mirror is one again when it comes back, in a kernel zone', () => {
  const back = (to: 'kernel' | 'movable') => {
    const scene = new Scene(machine('M0-32 U32-64'), 'reserve');
    scene.offline(1, DONE, [
      ['isolated', 16],
      ['isolated', 24],
    ]);
    scene.online(1, to, DONE, [['zoneChosen', to === 'kernel' ? ZONE_NORMAL : ZONE_MOVABLE]]);
    return [...scene.state.blockType];
  };
  const { blockType } = new Scene(machine('M0-32 U32-64'), 'reserve').state;
  expect(back('kernel')).toEqual([...blockType]);
  expect(back('movable').slice(2, 4)).toEqual([MOVABLE, MOVABLE]);
});

test('a block of the mirror that comes back leaves the next one as it is', () => {
  const scene = new Scene(machine('M0-32 U32-64'), 'reserve');
  const away = (block: number) =>
    scene.offline(block, DONE, [
      ['isolated', block * 16],
      ['isolated', block * 16 + 8],
    ]);
  away(1);
  scene.online(1, 'movable', DONE, [CHOSEN_MOVABLE]);
  away(0);
  scene.online(0, 'kernel', DONE, [CHOSEN_NORMAL]);
  expect([...scene.state.blockType.subarray(0, 4)]).toEqual([MIRROR, MIRROR, MOVABLE, MOVABLE]);
});
