import { describe, expect, test } from 'vitest';
import {
  BUSY,
  DONE,
  INVALID,
  NOT_ONLINE,
  POISON_RECOVERED,
  POISONED,
} from '../../spec/operations/outcome.ts';
import { leavesIn } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { counted } from '../testing/counted.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

/** Blocks 0 to 3 are online, 4 is offline, 5 is a hole, 6 is online. */
const plugged = () => new Scene(machine('M0-32 U32-64 U64-80o U96-112'));
const removed = () => {
  const scene = plugged();
  scene.remove(4, DONE);
  return scene;
};
const leafAt = (scene: Scene, pfn: number) => leavesIn(scene.state.belief[pfn]!);

describe('a memory block is pulled out', () => {
  test('when it is offline, and its frames are gone', () => {
    const scene = removed();
    expect(leafAt(scene, 64)).toEqual(['offline.absent']);
    expect(leafAt(scene, 79)).toEqual(['offline.absent']);
    expect(brokenRule(() => scene.online(4, 'movable', DONE, [['zoneChosen', 3]]))).toBe('INV-3');
    expect(brokenRule(() => scene.online(4, 'movable', NOT_ONLINE))).toBeNull();
    expect(brokenRule(() => scene.allocate('user', 64))).not.toBeNull();
  });

  test('never while it is in service', () => {
    expect(brokenRule(() => plugged().remove(3, DONE))).toBe('INV-191');
    expect(brokenRule(() => plugged().remove(3, NOT_ONLINE))).toBe('INV-191');
    expect(brokenRule(() => plugged().remove(3, BUSY))).toBeNull();
  });

  test('and not without reason kept in', () => {
    expect(brokenRule(() => plugged().remove(4, BUSY))).toBe('INV-3');
    expect(brokenRule(() => plugged().remove(4, NOT_ONLINE))).toBe('INV-3');
    expect(brokenRule(() => plugged().remove(4, DONE, [['culprit', 64]]))).toBe('INV-3');
  });

  test('only once', () => {
    expect(brokenRule(() => removed().remove(4, DONE))).toBe('INV-3');
    expect(brokenRule(() => removed().remove(4, NOT_ONLINE))).toBeNull();
    expect(brokenRule(() => plugged().remove(5, NOT_ONLINE))).toBeNull();
  });

  test('and is not reported any more', () => {
    const online =
      (...blocks: number[]) =>
      (scene: Scene) =>
        scene.report((into) => {
          for (const block of blocks) into.memoryBlock(block, block !== 4);
        });
    expect(brokenRule(() => online(0, 1, 2, 3, 6)(removed()))).toBeNull();
    expect(brokenRule(() => online(0, 1, 2, 3, 4, 6)(removed()))).toBe('INV-191');
    expect(brokenRule(() => online(0, 1, 2, 3, 6)(plugged()))).toBe('INV-180');
  });
});

describe('a memory block is plugged in', () => {
  test('where it was pulled out, offline and out of service', () => {
    const scene = removed();
    scene.add(4, DONE);
    expect(leafAt(scene, 64)).toEqual(['offline.present']);
    expect(brokenRule(() => scene.online(4, 'movable', DONE, [['zoneChosen', 3]]))).toBeNull();
    expect(scene.state.managed[3]).toBe(64);
  });

  test('not where it is, nor where the machine has no memory', () => {
    for (const block of [0, 4, 5, 7]) {
      expect(brokenRule(() => plugged().add(block, DONE))).toBe('INV-180');
      expect(brokenRule(() => plugged().add(block, INVALID))).toBeNull();
    }
  });

  test('and not without reason kept out', () => {
    expect(brokenRule(() => removed().add(4, INVALID))).toBe('INV-3');
    expect(brokenRule(() => removed().add(4, BUSY))).toBe('INV-3');
  });
});

test('the mark of a memory error goes with the memory that has it', () => {
  const scene = plugged();
  scene.poison(50, 'injected', POISON_RECOVERED);
  scene.offline(3, DONE, [
    ['isolated', 48],
    ['isolated', 56],
  ]);
  expect(brokenRule(() => scene.online(3, 'movable', POISONED, [['culprit', 50]]))).toBeNull();
  scene.remove(3, DONE);
  expect(leafAt(scene, 50)).toEqual(['offline.absent']);
  expect(scene.state.witnesses[WITNESS['removed-poisoned']]).toBe(1);
  scene.add(3, DONE);
  expect(brokenRule(() => scene.online(3, 'movable', POISONED, [['culprit', 50]]))).toBe('INV-3');
  expect(brokenRule(() => scene.online(3, 'movable', DONE, [['zoneChosen', 3]]))).toBeNull();
});

test('the mark of a memory error beside it stays', () => {
  const scene = plugged();
  scene.poison(48, 'injected', POISON_RECOVERED);
  for (const block of [2, 3])
    scene.offline(block, DONE, [
      ['isolated', 16 * block],
      ['isolated', 16 * block + 8],
    ]);
  scene.remove(2, DONE);
  scene.add(2, DONE);
  expect(brokenRule(() => scene.online(3, 'movable', POISONED, [['culprit', 48]]))).toBeNull();
});

test('a block that was pulled out with a poisoned page is counted, be it the first page of memory', () => {
  const out = (...poisoned: readonly number[]) => {
    const scene = new Scene(machine('U0-32'), 'none');
    for (const pfn of poisoned) scene.poison(pfn, 'injected', POISON_RECOVERED);
    scene.offline(0, DONE, [
      ['isolated', 0],
      ['isolated', 8],
    ]);
    return counted(scene, () => scene.remove(0, DONE));
  };
  expect([out(), out(0), out(15)]).toEqual([
    { removed: 1 },
    { removed: 1, 'removed-poisoned': 1 },
    { removed: 1, 'removed-poisoned': 1 },
  ]);
  const scene = plugged();
  expect(counted(scene, () => scene.remove(3, BUSY))).toEqual({ 'remove-refused': 1 });
  expect(brokenRule(() => plugged().add(99, INVALID))).toBeNull();
  expect(brokenRule(() => plugged().add(99, DONE))).toBe('INV-180');
});
