import { describe, expect, test } from 'vitest';
import { LEAF } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { counted } from '../testing/counted.ts';
import { machine, plain } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

const bit = (name: keyof typeof LEAF): number => 1 << LEAF[name];

/** A user block of two pages at 0 with one extra reference. */
function referenced(request = 'user') {
  const scene = new Scene(plain, 'none');
  const handle = scene.allocate(request, 0, { order: 1 });
  scene.getRef(handle);
  return { scene, handle };
}

describe('an extra reference', () => {
  test('keeps the block from being dropped and from moving, until it is given back', () => {
    expect(brokenRule(() => referenced().scene.reclaim(2, 2, [['reclaimed', 0]]))).toBe('INV-171');
    const { scene, handle } = referenced();
    expect(scene.state.belief[0]).toBe(bit('pinned.shortterm'));
    scene.reclaim(2, 0);
    scene.putRef(handle);
    expect(scene.state.belief[1]).toBe(bit('movable.mapped'));
    scene.reclaim(2, 2, [['reclaimed', 0]]);
  });

  test('leaves kernel memory as it is, and driver memory after it is given back', () => {
    const kernel = referenced('kernel');
    expect(kernel.scene.state.belief[0]).toBe(bit('pinned.kernel'));
    const driver = referenced('driver');
    expect(driver.scene.state.belief[0]).toBe(bit('pinned.shortterm'));
    driver.scene.putRef(driver.handle);
    expect(driver.scene.state.belief[0]).toBe(bit('movable.driver'));
  });

  test('stays when a pin goes, and a pin stays when it goes', () => {
    const { scene, handle } = referenced();
    scene.pin(handle, 'short', 0);
    scene.unpin(handle, 'short');
    expect(scene.state.belief[0]).toBe(bit('pinned.shortterm'));
    scene.pin(handle, 'long', 0);
    scene.putRef(handle);
    expect(scene.state.belief[0]).toBe(bit('pinned.longterm'));
    scene.unpin(handle, 'long');
    expect(scene.state.belief[0]).toBe(bit('movable.mapped'));
  });

  test('makes a memory error in a single page one that its owner survives', () => {
    const scene = new Scene(machine('U0-32'), 'none');
    scene.getRef(scene.allocate('user', 5));
    expect(brokenRule(() => scene.poison(5, 'injected', 1))).toBe('INV-195');
    scene.reset();
    scene.getRef(scene.allocate('user', 5));
    scene.poison(5, 'injected', 3);
  });

  test('keeps its memory block online', () => {
    const { scene } = referenced();
    expect(
      brokenRule(() =>
        scene.offline(0, 0, [
          ['isolated', 0],
          ['isolated', 8],
        ]),
      ),
    ).toBe('INV-188');
    expect(brokenRule(() => scene.offline(0, -3, [['culprit', 1]]))).toBeNull();
  });
});

describe('an orphan', () => {
  /** Freed by its owner, with one reference left. */
  function orphan(request = 'user') {
    const made = referenced(request);
    made.scene.free(made.handle);
    return made;
  }

  test.each(['user', 'kernel', 'driver'])('of %s memory is nobody’s and not free', (request) => {
    const { scene, handle } = orphan(request);
    expect(scene.state.belief[0]).toBe(bit('pinned.orphan'));
    expect(scene.oracle.where(handle)).toBe(-1);
    expect(scene.oracle.placeOf(handle)).toBe(0);
    expect(brokenRule(() => scene.allocate('user', 1))).toBe('INV-107');
  });

  test('is not on a list before the last reference is given back', () => {
    const { scene, handle } = referenced();
    expect(brokenRule(() => scene.free(handle, [['cached', 0, 1]]))).toBe('INV-107');
  });

  test('is free as a whole with the last reference, once', () => {
    const { scene, handle } = referenced();
    scene.getRef(handle);
    scene.free(handle);
    scene.putRef(handle);
    expect(scene.state.free[2]).toBe(30);
    scene.putRef(handle);
    expect(scene.state.free[2]).toBe(32);
    expect(scene.oracle.placeOf(handle)).toBe(-1);
    expect(scene.state.witnesses[WITNESS['orphan-freed']]).toBeGreaterThan(0);
  });

  test('may end on a private list, whole', () => {
    const { scene, handle } = orphan();
    expect(brokenRule(() => scene.putRef(handle, [['cached', 0, 0]]))).toBe('INV-117');
    const again = orphan();
    again.scene.putRef(again.handle, [['cached', 0, 1]]);
    expect(again.scene.state.cached[2]).toBe(2);
  });

  test('is refused by nobody who puts a reference', () => {
    const { scene, handle } = orphan();
    expect(brokenRule(() => scene.putRef(handle, [], -4))).toBe('INV-3');
  });

  test('is what a report says of it', () => {
    const report = (count: number, isOrphan: boolean) =>
      brokenRule(() => orphan().scene.report((into) => into.references(0, count, isOrphan)));
    expect([report(1, true), report(2, true), report(1, false)]).toEqual([null, 'INV-168', 'INV-117']);
    expect(brokenRule(() => orphan().scene.report((into) => into.references(4, 1, true)))).toBe('INV-168');
  });
});

describe('a lock', () => {
  test('keeps reclaim away, and its end lets it come back', () => {
    const scene = new Scene(plain, 'none');
    const handle = scene.allocate('user', 0);
    scene.mlock(handle);
    expect(brokenRule(() => scene.reclaim(1, 1, [['reclaimed', 0]]))).toBe('INV-171');
    scene.reset();
    const again = scene.allocate('user', 0);
    scene.mlock(again);
    scene.mlock(again);
    scene.reclaim(1, 0);
    scene.mlock(again, false);
    expect(brokenRule(() => scene.reclaim(1, 0))).toBe('INV-3');
  });

  test('moves with its page', () => {
    const scene = new Scene(machine('M0-32 U32-64'));
    const handle = scene.allocate('user', 32);
    scene.mlock(handle);
    scene.pin(handle, 'long', 0, [['moved', 32, 0]]);
    scene.unpin(handle, 'long');
    expect(brokenRule(() => scene.reclaim(1, 1, [['reclaimed', 0]]))).toBe('INV-171');
  });

  test('is refused to nobody, and reported only where it is', () => {
    const scene = new Scene(plain, 'none');
    const handle = scene.allocate('user', 0);
    expect(brokenRule(() => scene.mlock(handle, true, -4))).toBe('INV-3');
    expect(brokenRule(() => scene.report((into) => into.locked(0)))).toBe('INV-171');
    scene.mlock(handle);
    expect(brokenRule(() => scene.report((into) => into.locked(0)))).toBeNull();
  });
});

test('references, and what is left of a freed block, are counted', () => {
  const scene = new Scene(plain, 'none');
  const handle = scene.allocate('user', 0);
  expect(counted(scene, () => scene.getRef(handle))).toEqual({ referenced: 1 });
  expect(counted(scene, () => scene.free(handle))).toEqual({ orphaned: 1 });
  expect(counted(scene, () => scene.putRef(handle))).toEqual({ 'orphan-freed': 1 });
  expect(brokenRule(() => scene.getRef(scene.allocate('user', 1), -3))).toBe('INV-3');
});
