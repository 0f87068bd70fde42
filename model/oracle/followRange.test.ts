import { describe, expect, test } from 'vitest';
import { BUSY, DONE, INTERRUPTED, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { counted } from '../testing/counted.ts';
import { machine, mirrored, withCma } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

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

describe('a range that is taken', () => {
  test('INV-144: has no other zone in its pageblocks', () => {
    for (const layout of ['U0-12 1:U12-32', 'U0-4 1:U4-32']) {
      const border = new Scene(machine(layout), 'none');
      const pfn = layout === 'U0-4 1:U4-32' ? 0 : 8;
      const around: Effect[] = [
        ['isolated', pfn],
        ['unisolated', pfn],
      ];
      expect(brokenRule(() => border.contigAllocate(pfn, 2, DONE, around))).toBe('INV-144');
    }
  });

  test('INV-144: had nothing in its way, and a signal does not change that', () => {
    const signalled = () => {
      const scene = new Scene(machine('U0-32'), 'none');
      scene.allocate('kernel', 0);
      scene.inject('signal', 0);
      return scene;
    };
    const around: Effect[] = [
      ['isolated', 0],
      ['unisolated', 0],
    ];
    expect(brokenRule(() => signalled().contigAllocate(0, 2, DONE, around))).toBe('INV-144');
    expect(brokenRule(() => signalled().contigAllocate(0, 2, INTERRUPTED, around))).toBe('INV-144');
  });

  test('INV-136: has its own pageblocks in service again, and touches no others', () => {
    const alone = () => new Scene(mirrored);
    expect(asked(alone(), DONE, IN, OUT)).toBeNull();
    expect(asked(alone(), DONE, IN, OUT, OUT)).toBe('INV-136');
    expect(asked(alone(), DONE, IN, ['unisolated', 48])).toBe('INV-136');
    for (const pfn of [24, 40, 48]) expect(asked(alone(), DONE, ['isolated', pfn], OUT)).toBe('INV-4');
  });

  test('has what reaches into it moved, and nothing beside it', () => {
    const beside = (pfn: number, order: number, to: number, moves = true) => {
      const scene = new Scene(mirrored);
      scene.allocate('user', pfn, { order });
      const effects: Effect[] = [IN, ...(moves ? [['moved', pfn, to] as const] : []), OUT];
      return brokenRule(() => scene.contigAllocate(34, 2, DONE, effects));
    };
    expect([beside(32, 2, 48), beside(34, 1, 48), beside(35, 0, 48)]).toEqual([null, null, null]);
    expect([beside(32, 1, 48), beside(33, 0, 48), beside(36, 0, 48)]).toEqual(['INV-4', 'INV-4', 'INV-4']);
    expect([beside(33, 0, 48, false), beside(36, 0, 48, false)]).toEqual([null, null]);
  });

  test('was drained before', () => {
    const hidden = (obstacle: boolean) => {
      const scene = new Scene(mirrored, 'kernelcore', { reportsCache: false });
      for (const pfn of [32, 60]) scene.free(scene.allocate('user', pfn));
      if (obstacle) scene.pin(scene.allocate('user', 33), 'short', 33);
      const before = scene.state.doubtful[3]!;
      if (obstacle) scene.contigAllocate(32, 8, BUSY, [['culprit', 33]]);
      else scene.contigAllocate(32, 8, DONE, [IN, OUT]);
      return before - scene.state.doubtful[3]!;
    };
    expect(hidden(true)).toBe(0);
    expect(hidden(false)).toBe(1);
  });
});

describe('a range that is refused', () => {
  /** Nothing is free but what lies in the range. */
  const full = (order = 0) => {
    const scene = new Scene(mirrored);
    scene.allocate('user', 32, { order });
    retire(scene, 0, 32);
    retire(scene, 40, 64);
    return scene;
  };

  test('names a page that begins an allocation, and for which there is no room', () => {
    const refused = (scene: Scene, culprit: number) => asked(scene, NO_MEMORY, IN, ['culprit', culprit], OUT);
    expect(refused(full(1), 32)).toBeNull();
    expect(refused(full(1), 33)).toBe('INV-3');
    expect(refused(used(), 32)).toBe('INV-3');
    const hoarded = full();
    hoarded.free(hoarded.allocate('user', 33), [['cached', 33, 0]]);
    const drained: Effect[] = [IN, ['putBack', 33, 0], ['culprit', 32], OUT];
    expect(brokenRule(() => hoarded.contigAllocate(32, 8, NO_MEMORY, drained))).toBeNull();
  });

  test('INV-4: had no private lists emptied for it before anything was isolated', () => {
    const hoarded = () => {
      const scene = new Scene(mirrored);
      scene.free(scene.allocate('user', 50), [['cached', 50, 0]]);
      scene.pin(scene.allocate('user', 32), 'short', 32);
      return scene;
    };
    expect(asked(hoarded(), BUSY, ['culprit', 32])).toBeNull();
    expect(asked(hoarded(), BUSY, ['putBack', 50, 0], ['culprit', 32])).toBe('INV-4');
    expect(asked(hoarded(), BUSY, IN, ['putBack', 50, 0], ['culprit', 32], OUT)).toBeNull();
  });

  test('names a page in the pageblocks around it', () => {
    const held = (...frames: readonly number[]) => {
      const scene = new Scene(mirrored);
      for (const pfn of frames) scene.pin(scene.allocate('user', pfn), 'short', pfn);
      return scene;
    };
    const culprit = (scene: Scene, pfn: number) => asked(scene, BUSY, ['culprit', pfn]);
    expect(culprit(held(32), 32)).toBeNull();
    expect(culprit(held(32, 40), 40)).toBe('INV-3');
    expect(culprit(held(32, 48), 48)).toBe('INV-3');
    const before = new Scene(mirrored);
    before.allocate('kernel', 31);
    before.pin(before.allocate('user', 32), 'short', 32);
    expect(culprit(before, 31)).toBe('INV-3');
    const zones = new Scene(mirrored);
    expect(culprit(zones, 31)).toBe('INV-3');
  });

  test('is remembered until a report was looked at, and one that is taken is not', () => {
    const remembered = (scene: Scene, answer: number, ...effects: readonly Effect[]) => {
      scene.contigAllocate(32, 8, answer, effects);
      return [...scene.state.refusedRange];
    };
    expect(remembered(new Scene(mirrored), DONE, IN, OUT)).toEqual([0, 0]);
    expect(remembered(full(), NO_MEMORY, IN, ['culprit', 32], OUT)).toEqual([32, 40]);
  });

  test('by a signal is counted once something has moved', () => {
    const grown = (at: number, ...moves: readonly Effect[]) => {
      const scene = used(['signal', at]);
      return counted(scene, () => scene.contigAllocate(32, 8, INTERRUPTED, [IN, ...moves, OUT]));
    };
    expect([grown(0), grown(1, ONE)]).toEqual([{}, { 'range-interrupted': 1 }]);
  });
});

describe('what is told before a page of a range', () => {
  const TOOK: Effect = ['took', 48, 0];
  const pinned = () => {
    const scene = new Scene(mirrored);
    scene.pin(scene.allocate('user', 32), 'short', 32);
    return scene;
  };
  /** A user page at 32, one free page at 48, and a pinned one where a test says so. */
  const scarce = (pfn?: number) => {
    const scene = new Scene(mirrored);
    scene.allocate('user', 32);
    if (pfn !== undefined) scene.pin(scene.allocate('user', pfn), 'short', pfn);
    retire(scene, 0, 32);
    retire(scene, 40, 48);
    retire(scene, 49, 64);
    return scene;
  };

  test('is told for its move, where it moves', () => {
    expect(asked(used(), DONE, IN, TOOK, ONE, OTHER, OUT)).toBeNull();
    const stray = used();
    stray.allocate('user', 60);
    expect(asked(stray, DONE, IN, TOOK, ['moved', 60, 48], OUT)).toBe('INV-4');
    expect(asked(pinned(), DONE, IN, TOOK, ['moved', 32, 48], OUT)).toBe('INV-168');
    expect(asked(pinned(), BUSY, IN, TOOK, ['culprit', 32], OUT)).toBe('INV-144');
    expect(asked(scarce(), NO_MEMORY, IN, TOOK, ['culprit', 32], OUT)).toBe('INV-3');
  });

  test('is told, and what an earlier operation left in the log is not', () => {
    const scene = new Scene(mirrored);
    scene.free(scene.allocate('user', 50), [['cached', 50, 0]]);
    scene.allocate('user', 60);
    scene.behind = [['moved', 60, 48]];
    expect(asked(scene, DONE, IN, ['putBack', 50, 0], OUT)).toBeNull();
  });

  test('is no word about a page that could not go, where another must stay', () => {
    const full = scarce(33);
    retire(full, 48, 49);
    expect(asked(full, NO_MEMORY, IN, ['culprit', 32], OUT)).toBe('INV-3');
    const first = new Scene(machine('U0-32'), 'none');
    first.allocate('user', 1);
    first.pin(first.allocate('user', 0), 'short', 0);
    retire(first, 8, 32);
    const effects: Effect[] = [
      ['isolated', 0],
      ['culprit', 1],
      ['unisolated', 0],
    ];
    expect(brokenRule(() => first.contigAllocate(0, 2, NO_MEMORY, effects))).toBe('INV-3');
  });

  test('leaves alone what somebody else isolated, and other zones', () => {
    const scene = new Scene(mirrored);
    scene.isolate(6, DONE, [['isolated', 48]]);
    expect(asked(scene, DONE, IN, ['unisolated', 48])).toBe('INV-136');
    const border = new Scene(mirrored);
    border.allocate('kernel', 24);
    expect(brokenRule(() => border.contigAllocate(24, 8, BUSY, [['culprit', 32]]))).toBe('INV-3');
  });
});

test('a range at the first frame is like any other, and nothing is settled for one that is refused', () => {
  const cma = new Scene(machine('U0-32', { cma: [{ start: 0, end: 8 }] }), 'none');
  const around: Effect[] = [
    ['isolated', 0],
    ['unisolated', 0],
  ];
  expect(brokenRule(() => cma.contigAllocate(0, 8, DONE, around))).toBe('INV-144');
  const hidden = new Scene(machine('U0-32'), 'none', { reportsCache: false });
  hidden.allocate('kernel', 0);
  hidden.free(hidden.allocate('user', 2));
  const before = hidden.state.doubtful[2];
  hidden.contigAllocate(0, 8, BUSY, [['culprit', 0]]);
  expect(hidden.state.doubtful[2]).toBe(before);
});
