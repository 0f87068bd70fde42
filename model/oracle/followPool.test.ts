import { describe, expect, test } from 'vitest';
import { DONE, INVALID, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { POOL_ELEMENTS } from '../../spec/requests/pool.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { counted } from '../testing/counted.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';
import { keptElements } from './followPool.ts';

/** A pool that keeps one element, at frame 0, where nothing else is free. */
function keeping(): Scene {
  const scene = new Scene(plain);
  scene.poolPut(scene.poolGet(0));
  retire(scene, 1, 32);
  return scene;
}

describe('the pool', () => {
  test('asks memory first, and gives what it keeps only then', () => {
    const scene = keeping();
    const handle = scene.poolGet(0);
    expect(scene.oracle.where(handle)).toBe(0);
    expect(scene.state.witnesses[WITNESS['pool-saved']]).toBe(1);
    expect(brokenRule(() => scene.poolGet(NO_MEMORY))).toBeNull();
    const early = new Scene(plain);
    early.poolPut(early.poolGet(0));
    expect(brokenRule(() => early.poolGet(0))).toBe('INV-206');
  });

  test('does not refuse while it keeps one, nor while there is memory', () => {
    expect(brokenRule(() => keeping().poolGet(NO_MEMORY))).toBe('INV-206');
    expect(brokenRule(() => new Scene(plain).poolGet(NO_MEMORY))).toBe('INV-3');
    expect(brokenRule(() => keeping().poolGet(INVALID))).toBe('INV-3');
  });

  test('lends nothing: what it keeps is not to be taken back from a hypervisor', () => {
    const scene = new Scene(plain);
    const handle = scene.poolGet(0);
    scene.poolPut(handle);
    expect(scene.oracle.isLent(handle)).toBe(false);
  });

  test('gives one element to one caller', () => {
    const scene = keeping();
    scene.poolGet(0);
    expect(brokenRule(() => scene.poolGet(0))).toBe('INV-103');
  });

  test('keeps no more than its size, and frees the rest', () => {
    const scene = new Scene(plain);
    const handles = Array.from({ length: POOL_ELEMENTS + 1 }, (_, pfn) => scene.poolGet(pfn));
    for (const handle of handles) scene.poolPut(handle);
    expect(scene.state.pool[0]).toBe(POOL_ELEMENTS);
    expect(scene.state.free[2]).toBe(32 - POOL_ELEMENTS);
    expect(handles.map((handle) => scene.oracle.where(handle))).toEqual(handles.map(() => -1));
  });

  test('is filled before anything is freed', () => {
    const scene = new Scene(plain);
    const handle = scene.poolGet(0);
    expect(brokenRule(() => scene.poolPut(handle, [['cached', 0, 0]]))).toBe('INV-206');
  });

  test('keeps nothing that a memory error has marked', () => {
    const scene = new Scene(plain);
    const handle = scene.poolGet(0);
    scene.poison(0, 'injected', 2);
    scene.poolPut(handle);
    expect([scene.state.pool[0], scene.state.marked]).toEqual([0, 0]);
  });

  test('is emptied of what it keeps, all of it', () => {
    const scene = keeping();
    expect(brokenRule(() => scene.poolEmpty(0))).toBe('INV-206');
    const other = keeping();
    other.poolEmpty(1);
    expect([other.state.pool[0], other.state.free[2]]).toEqual([0, 1]);
    expect(brokenRule(() => other.poolEmpty(DONE))).toBeNull();
  });
});

test('it is known how many elements are kept, and counted what became of requests', () => {
  const scene = new Scene(plain);
  const [first, second] = [scene.poolGet(0), scene.poolGet(1)];
  const grown = (deed: () => void) => counted(scene, deed);
  expect(grown(() => scene.poolPut(first))).toEqual({ 'pool-kept': 1 });
  scene.poolPut(second);
  expect(keptElements(scene.state)).toBe(2);
  retire(scene, 2, 32);
  expect(grown(() => scene.poolGet(0))).toEqual({ 'pool-saved': 1 });
  expect(grown(() => scene.poolGet(1))).toEqual({ 'pool-saved': 1 });
  expect(grown(() => scene.poolGet(NO_MEMORY))).toEqual({ 'pool-empty': 1 });
});
