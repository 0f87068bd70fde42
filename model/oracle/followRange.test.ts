import { describe, expect, test } from 'vitest';
import { DONE, INTERRUPTED, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { mirrored, withCma } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

/** User pages at 32 and 33, in the range that is asked for; the one pageblock around it is isolated meanwhile. */
const used = (...points: Parameters<Scene['inject']>[]) => {
  const scene = new Scene(mirrored);
  scene.allocate('user', 32);
  scene.allocate('user', 33);
  for (const point of points) scene.inject(...point);
  return scene;
};
const IN: Effect = ['isolated', 32];
const OUT: Effect = ['unisolated', 32];
const ONE: Effect = ['moved', 32, 48];
const OTHER: Effect = ['moved', 33, 49];
const RETRIED: Effect = ['retried', 32];
const asked = (scene: Scene, answer: number, ...effects: readonly Effect[]) =>
  brokenRule(() => scene.contigAllocate(32, 8, answer, effects));
const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]!;

describe('a signal while a range is emptied', () => {
  test('leaves the range to nobody, and what has moved where it is', () => {
    const scene = used(['signal', 1]);
    expect(asked(scene, INTERRUPTED, IN, ONE, OUT)).toBeNull();
    expect([scene.oracle.where(0), scene.oracle.where(1), met(scene, 'range-interrupted')]).toEqual([
      48, 33, 1,
    ]);
    expect(asked(scene, DONE, IN, ['moved', 33, 32], OUT)).not.toBeNull(); // Into the range itself.
    expect(asked(used(['signal', 0]), INTERRUPTED, IN, OUT)).toBeNull();
    expect(asked(used(['signal', 2]), INTERRUPTED, IN, ONE, OTHER, OUT)).toBeNull();
    expect(asked(used(['signal', 3]), DONE, IN, ONE, OTHER, OUT)).toBeNull();
  });

  test('is heeded, and not invented', () => {
    expect(asked(used(['signal', 1]), DONE, IN, ONE, OTHER, OUT)).toBe('INV-187');
    expect(asked(used(['signal', 2]), DONE, IN, ONE, OTHER, OUT)).toBe('INV-144');
    expect(asked(used(), INTERRUPTED, IN, ONE, OTHER, OUT)).toBe('INV-144');
    expect(asked(used(['signal', 2]), INTERRUPTED, IN, ONE, OUT)).not.toBeNull();
    expect(asked(used(['signal', 1]), INTERRUPTED, IN, ONE)).toBe('INV-136'); // It is left isolated.
  });

  test('ends a search in an area', () => {
    const around: Effect[] = [
      ['isolated', 24],
      ['unisolated', 24],
    ];
    const area = (...points: Parameters<Scene['inject']>[]) => {
      const scene = new Scene(withCma);
      for (const point of points) scene.inject(...point);
      return scene;
    };
    area(['signal', 0]).cmaAllocate(2, INTERRUPTED, around);
    expect(brokenRule(() => area(['signal', 0]).cmaAllocate(2, 24, around))).toBe('INV-145');
    expect(brokenRule(() => area().cmaAllocate(2, INTERRUPTED, around))).toBe('INV-145');
  });
});

describe.each(['reference', 'target', 'migration'] as const)(
  'a move that fails for a moment (%s)',
  (point) => {
    test('is tried again, and the range is taken', () => {
      const scene = used([point, 0]);
      expect(asked(scene, DONE, IN, RETRIED, ONE, OTHER, OUT)).toBeNull();
      expect(met(scene, 'range-retried')).toBe(1);
    });

    test('is told when it happens, is not invented, and is no reason to give up', () => {
      expect(asked(used([point, 0]), DONE, IN, ONE, OTHER, OUT)).toBe('INV-168');
      expect(asked(used([point, 1]), DONE, IN, RETRIED, ONE, OTHER, OUT)).toBe('INV-187');
      expect(asked(used(), DONE, IN, RETRIED, ONE, OTHER, OUT)).toBe('INV-187');
      expect(asked(used([point, 0]), DONE, IN, ['retried', 48], ONE, OTHER, OUT)).not.toBeNull();
      expect(asked(used([point, 0]), NO_MEMORY, IN, ['culprit', 32], OUT)).toBe('INV-168');
    });
  },
);
