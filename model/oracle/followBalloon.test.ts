import { describe, expect, test } from 'vitest';
import { BUSY, DONE, NO_MEMORY, POISON_IGNORED } from '../../spec/operations/outcome.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { mirrored, plain, withCma } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';

/** A page lent at 0, and the rest free. */
function lent() {
  const scene = new Scene(plain, 'none');
  return { scene, handle: scene.inflate(0) };
}

describe('a lent page', () => {
  test('is not managed, nobody’s, and comes back', () => {
    const { scene, handle } = lent();
    expect(scene.state.belief[0]).toBe(1 << LEAF['offline.lent']);
    expect([scene.state.managed[2], scene.state.free[2], scene.oracle.where(handle)]).toEqual([31, 31, -1]);
    scene.deflate(handle);
    expect([scene.state.managed[2], scene.state.free[2], scene.oracle.placeOf(handle)]).toEqual([32, 32, -1]);
    const again = scene.inflate(0);
    scene.deflate(again, [['cached', 0, 0]]);
    expect([scene.state.managed[2], scene.state.cached[2]]).toEqual([32, 1]);
  });

  test('INV-176: is given to nobody', () => {
    expect(brokenRule(() => lent().scene.allocate('user', 0))).toBe('INV-176');
    expect(brokenRule(() => lent().scene.inflate(0))).toBe('INV-176');
  });

  test('keeps its memory block online', () => {
    expect(brokenRule(() => lent().scene.offline(0, BUSY, [['culprit', 0]]))).toBeNull();
    expect(brokenRule(() => lent().scene.offline(0, DONE))).toBe('INV-188');
  });

  test('survives a memory error until it comes back', () => {
    const { scene, handle } = lent();
    scene.poison(0, 'injected', POISON_IGNORED);
    expect(brokenRule(() => scene.deflate(handle))).toBeNull();
    expect([scene.state.managed[2], scene.state.free[2]]).toEqual([32, 31]);
  });

  test('INV-176: is missing in what its zone says it manages', () => {
    const manages = (pages: number) =>
      brokenRule(() => lent().scene.report((into) => into.zone(2, 31, pages)));
    expect([manages(31), manages(32), manages(30)]).toEqual([null, 'INV-176', 'INV-113']);
  });
});

describe('a balloon', () => {
  test('takes no page of ZONE_MOVABLE, where it would have to move, and counts the mirror where it takes of it', () => {
    expect(brokenRule(() => new Scene(mirrored).inflate(32))).not.toBeNull();
    const full = new Scene(mirrored);
    retire(full, 0, 32);
    expect(brokenRule(() => full.inflate(32))).toBe('INV-1');
    expect(brokenRule(() => full.inflate(NO_MEMORY))).toBeNull();
    const told = new Scene(mirrored);
    told.inflate(0);
    expect([told.state.managed[2], told.state.mirrored[2]]).toEqual([31, 31]);
  });

  test('takes no page of CMA, and keeps its pageblock from being isolated', () => {
    expect(brokenRule(() => new Scene(withCma).inflate(24))).toBe('INV-139');
    expect(brokenRule(() => lent().scene.isolate(0, BUSY, [['culprit', 0]]))).toBeNull();
    expect(brokenRule(() => lent().scene.isolate(0, DONE, [['isolated', 0]]))).toBe('INV-188');
  });

  test('is refused for want of memory only', () => {
    expect(brokenRule(() => new Scene(plain, 'none').inflate(NO_MEMORY))).toBe('INV-3');
    expect(brokenRule(() => new Scene(plain, 'none').inflate(BUSY))).toBe('INV-3');
    const full = new Scene(plain, 'none');
    retire(full, 0, 32);
    expect(brokenRule(() => full.inflate(NO_MEMORY))).toBeNull();
  });

  test('always gets its page back', () => {
    const { scene, handle } = lent();
    expect(brokenRule(() => scene.deflate(handle, [], BUSY))).toBe('INV-3');
  });
});

test('a lent page without a second copy is none of those that zones have of the mirror', () => {
  const { scene, handle } = lent();
  expect(scene.state.mirrored[2]).toBe(0);
  scene.deflate(handle);
  expect(scene.state.mirrored[2]).toBe(0);
});
