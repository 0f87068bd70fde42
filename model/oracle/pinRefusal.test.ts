import { describe, expect, test } from 'vitest';
import { BUSY, INVALID, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { mirrored, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

/** One user page at 32, in ZONE_MOVABLE; mirrored ZONE_NORMAL is free. */
function user(order = 0) {
  const scene = new Scene(mirrored);
  return { scene, handle: scene.allocate('user', 32, { order }) };
}

describe('a refused long-term pin', () => {
  const refused = (
    { scene, handle }: ReturnType<typeof user>,
    answer: number,
    effects: readonly Effect[] = [],
  ) => brokenRule(() => scene.pin(handle, 'long', answer, effects));

  test('found no room in kernel zones', () => {
    const full = () => {
      const each = user();
      retire(each.scene, 0, 32);
      return each;
    };
    expect(refused(full(), NO_MEMORY)).toBeNull();
    expect(refused(full(), BUSY)).toBe('INV-3');
    expect(refused(user(), NO_MEMORY)).toBe('INV-3');
    expect(refused(user(), INVALID)).toBe('INV-3');
  });

  test('had the private lists emptied', () => {
    const { scene, handle } = user();
    const kernel = scene.allocate('kernel', 0);
    retire(scene, 1, 32);
    scene.free(kernel, [['cached', 0, 0]]);
    expect(refused({ scene, handle }, NO_MEMORY)).toBe('INV-3');
  });

  test('found the page pinned, and names it', () => {
    const held = () => {
      const each = user(1);
      each.scene.pin(each.handle, 'short', 32);
      return each;
    };
    expect(refused(held(), BUSY, [['culprit', 32]])).toBeNull();
    expect(refused(held(), BUSY, [['culprit', 33]])).toBe('INV-3');
    expect(refused(held(), BUSY)).toBe('INV-3');
    expect(refused(held(), NO_MEMORY)).toBe('INV-3');
    expect(refused(user(1), BUSY, [['culprit', 32]])).toBe('INV-3');
  });

  test('found no room, but for a page that could not have moved', () => {
    const { scene, handle } = user(1);
    retire(scene, 0, 32);
    scene.poison(33, 'real', 3);
    expect(refused({ scene, handle }, NO_MEMORY)).toBe('INV-3');
  });

  test('was no short-term one', () => {
    const { scene, handle } = user();
    retire(scene, 0, 32);
    expect(brokenRule(() => scene.pin(handle, 'short', NO_MEMORY))).toBe('INV-3');
  });

  test('found a page marked by a memory error, and names it', () => {
    const marked = () => {
      const each = user(1);
      each.scene.poison(33, 'real', 3);
      return each;
    };
    expect(refused(marked(), BUSY, [['culprit', 33]])).toBeNull();
    expect(refused(marked(), BUSY, [['culprit', 32]])).toBe('INV-3');
    expect(refused(marked(), 0, [['moved', 32, 0]])).toBe('INV-192');
  });

  test('had to move, and did not', () => {
    const kernelZone = () => {
      const scene = new Scene(plain);
      const handle = scene.allocate('user', 0);
      scene.pin(handle, 'short', 0);
      return { scene, handle };
    };
    expect(refused(kernelZone(), BUSY, [['culprit', 0]])).toBe('INV-3');
    expect(refused(user(), NO_MEMORY, [['moved', 32, 0]])).toBe('INV-3');
  });

  test('leaves nothing pinned', () => {
    const { scene, handle } = user();
    scene.pin(handle, 'short', 32);
    scene.pin(handle, 'long', BUSY, [['culprit', 32]]);
    expect(brokenRule(() => scene.report((into) => into.pins(32, 1, 0)))).toBeNull();
    expect(brokenRule(() => scene.report((into) => into.pins(32, 1, 1)))).toBe('INV-164');
    expect(brokenRule(() => scene.report((into) => into.pins(32, 0, 0)))).toBe('INV-167');
  });
});

describe('unpinning', () => {
  const pinned = () => {
    const scene = new Scene(plain);
    const handle = scene.allocate('user', 0);
    scene.pin(handle, 'long', 0);
    scene.pin(handle, 'short', 0);
    return { scene, handle };
  };

  test('is never refused, and changes nothing else', () => {
    const { scene, handle } = pinned();
    expect(brokenRule(() => scene.unpin(handle, 'long'))).toBeNull();
    expect(brokenRule(() => scene.unpin(handle, 'short', BUSY))).toBe('INV-167');
    expect(brokenRule(() => scene.unpin(handle, 'short', 0, [['putBack', 0, 0]]))).toBe('INV-4');
  });

  test('lets the page go with the last pin', () => {
    const { scene, handle } = pinned();
    scene.unpin(handle, 'short');
    expect(brokenRule(() => scene.free(handle))).toBe('INV-107');
    const other = pinned();
    other.scene.unpin(other.handle, 'long');
    expect(met(other.scene, 'unpinned')).toBe(false);
    other.scene.unpin(other.handle, 'short');
    expect(met(other.scene, 'unpinned')).toBe(true);
    expect(brokenRule(() => other.scene.free(other.handle))).toBeNull();
  });
});
