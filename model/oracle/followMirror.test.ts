import { describe, expect, test } from 'vitest';
import { FINDING } from '../../spec/findings.ts';
import {
  BUSY,
  DONE,
  NO_MEMORY,
  NOT_ONLINE,
  NOT_PERMITTED,
  POISON_LOST,
} from '../../spec/operations/outcome.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { mirrored } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

const leaf = (scene: Scene, pfn: number) => scene.state.belief[pfn];

describe('a mirror that breaks', () => {
  test('leaves every page where it is, and takes the promise', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    scene.allocate('kernel', 0);
    scene.allocate('critical', 1);
    const pinned = scene.allocate('critical', 2);
    scene.pin(pinned, 'short', 2);
    scene.breakMirror(0, DONE);
    expect([0, 1, 2].map((pfn) => leaf(scene, pfn))).toEqual([
      1 << LEAF['pinned.kernel'],
      1 << LEAF['movable.mapped'],
      1 << LEAF['pinned.shortterm'],
    ]);
    expect(scene.state.findings[FINDING['kernel-unprotected']]).toBe(1);
    expect(scene.state.findings[FINDING['critical-unprotected']]).toBe(2);
    expect([scene.state.mirrored[2], scene.state.managed[2]]).toEqual([16, 32]);
  });

  test('ends mandatory requests in its zone', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    scene.breakMirror(0, DONE);
    expect(brokenRule(() => scene.allocate('critical', 20))).toBe('INV-161');
    expect(brokenRule(() => scene.allocate('critical', NO_MEMORY))).toBeNull();
  });

  test('INV-171: does not make critical memory one that reclaim may drop', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    scene.allocate('critical', 1);
    scene.breakMirror(0, DONE);
    expect(brokenRule(() => scene.reclaim(1, 1, [['reclaimed', 1]]))).toBe('INV-171');
  });

  test('lets real errors through', () => {
    const scene = new Scene(mirrored);
    scene.allocate('user', 32);
    scene.breakMirror(0, DONE);
    expect(brokenRule(() => scene.poison(32, 'real', POISON_LOST))).toBeNull();
    expect(brokenRule(() => scene.poison(0, 'real', 5))).toBe('INV-161');
    expect(brokenRule(() => scene.poison(16, 'real', 5))).toBeNull();
  });

  test('ends a reserve there: its free pages are free for everybody', () => {
    const scene = new Scene(mirrored, 'reserve');
    const handle = scene.allocate('kernelCritical', 3);
    scene.breakMirror(0, DONE);
    expect([scene.state.free[2], scene.state.freeMirror[2]]).toEqual([47, 16]);
    expect(leaf(scene, 3)).toBe(1 << LEAF['pinned.kernel']);
    scene.free(handle);
    expect(leaf(scene, 3)).toBe(1 << LEAF['free.available']);
    expect(brokenRule(() => scene.allocate('user', 3))).toBeNull();
  });

  test('changes nothing else, and no other answer is right', () => {
    expect(brokenRule(() => new Scene(mirrored).breakMirror(0, BUSY))).toBe('INV-161');
    expect(brokenRule(() => new Scene(mirrored).breakMirror(0, DONE, [['moved', 0, 32]]))).not.toBeNull();
    expect(brokenRule(() => new Scene(mirrored).breakMirror(9, NOT_ONLINE))).toBeNull();
  });
});

describe('a mirror that grows', () => {
  test('gives pages back what was promised to them, where they are', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    scene.allocate('kernel', 0);
    const pinned = scene.allocate('critical', 1);
    scene.pin(pinned, 'long', 1);
    scene.breakMirror(0, DONE);
    expect(leaf(scene, 1)).toBe(1 << LEAF['pinned.longterm']);
    scene.expandMirror(0, DONE);
    expect([leaf(scene, 0), leaf(scene, 1)]).toEqual([
      1 << LEAF['mirrored.kernel'],
      1 << LEAF['mirrored.criticalPinned'],
    ]);
    expect(scene.state.mirrored[2]).toBe(32);
    expect(brokenRule(() => scene.allocate('critical', 2))).toBeNull();
  });

  test('does so under designs that expand, and under no other', () => {
    for (const design of ['none', 'full', 'kernelcore', 'reserve', 'migratetype'] as const) {
      expect(brokenRule(() => new Scene(mirrored, design).expandMirror(2, NOT_PERMITTED))).toBeNull();
      expect(brokenRule(() => new Scene(mirrored, design).expandMirror(2, DONE))).toBe('INV-152');
    }
    expect(brokenRule(() => new Scene(mirrored, 'nonmirror').expandMirror(2, DONE))).toBeNull();
  });
});
