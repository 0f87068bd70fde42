import { describe, expect, test } from 'vitest';
import { FINDING } from '../../spec/findings.ts';
import {
  BUSY,
  DONE,
  INVALID,
  NO_MEMORY,
  NOT_PERMITTED,
  POISON_RECOVERED,
} from '../../spec/operations/outcome.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { counted } from '../testing/counted.ts';
import { machine, mirrored, NO_MARKS } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

/** Process 3 maps two pages outside the mirror; the last is nobody's. */
const mapping = () => {
  const scene = new Scene(mirrored, 'nonmirror');
  for (const [pfn, owner] of [
    [32, 3],
    [33, 3],
    [34, 0],
  ] as const)
    scene.allocate('user', pfn, { owner });
  return scene;
};
const BOTH = [
  ['moved', 32, 0],
  ['moved', 33, 1],
] as const;

describe('a process that becomes mirrored', () => {
  test('has all it maps in the mirror, by right, and what it asks for later too', () => {
    const scene = mapping();
    scene.upgrade(3, DONE, BOTH);
    expect([scene.state.belief[0], scene.state.belief[1]]).toEqual(
      Array(2).fill(1 << LEAF['mirrored.critical']),
    );
    expect(scene.state.belief[34]).toBe(1 << LEAF['movable.mapped']);
    expect(brokenRule(() => scene.allocate('user', 40, { owner: 3 }))).toBe('INV-2');
    expect(brokenRule(() => scene.allocate('user', 8, { owner: 3 }))).toBeNull();
    expect(brokenRule(() => scene.allocate('user', 40))).toBeNull();
  });

  test('INV-153: leaves ZONE_MOVABLE, even where the mirror has grown into it', () => {
    const grown = mapping();
    grown.expandMirror(2, DONE);
    grown.expandMirror(3, DONE);
    expect(brokenRule(() => grown.upgrade(3, DONE))).toBe('INV-153');
    const moved = mapping();
    moved.expandMirror(2, DONE);
    moved.upgrade(3, DONE, BOTH);
    expect(moved.state.belief[0]).toBe(1 << LEAF['mirrored.critical']);
  });

  test('INV-153: leaves nothing behind', () => {
    expect(brokenRule(() => mapping().upgrade(3, DONE, BOTH.slice(0, 1)))).toBe('INV-153');
    expect(brokenRule(() => mapping().upgrade(3, DONE))).toBe('INV-153');
  });

  test('INV-2: moves into the mirror and nowhere else, and moves what is its own', () => {
    expect(brokenRule(() => mapping().upgrade(3, DONE, [['moved', 32, 40], BOTH[1]]))).not.toBeNull();
    expect(brokenRule(() => mapping().upgrade(3, DONE, [...BOTH, ['moved', 34, 2]]))).toBe('INV-4');
  });

  test('INV-152: has the privilege, under a design that knows the right', () => {
    expect(brokenRule(() => mapping().upgrade(3, DONE, BOTH, 0))).toBe('INV-152');
    expect(brokenRule(() => mapping().upgrade(3, NOT_PERMITTED, [], 0))).toBeNull();
    expect(brokenRule(() => new Scene(mirrored).upgrade(3, NOT_PERMITTED))).toBeNull();
    expect(brokenRule(() => mapping().upgrade(0, INVALID))).toBeNull();
  });

  test('is refused for a page that must stay, before anything moves', () => {
    const pinned = () => {
      const scene = mapping();
      scene.pin(1, 'short', 33);
      return scene;
    };
    expect(brokenRule(() => pinned().upgrade(3, BUSY, [['culprit', 33]]))).toBeNull();
    expect(brokenRule(() => pinned().upgrade(3, BUSY, [['culprit', 32]]))).toBe('INV-3');
    expect(brokenRule(() => pinned().upgrade(3, DONE, BOTH))).toBe('INV-153');
    expect(brokenRule(() => mapping().upgrade(3, BUSY, [['culprit', 32]]))).toBe('INV-3');
  });

  test('stays unmirrored for want of room; what has moved stays where it is', () => {
    const scene = mapping();
    for (let pfn = 1; pfn < 32; pfn++) scene.poison(pfn, 'injected', POISON_RECOVERED);
    expect(
      brokenRule(() =>
        scene.upgrade(3, NO_MEMORY, [
          ['moved', 32, 0],
          ['culprit', 33],
        ]),
      ),
    ).toBeNull();
    expect(scene.state.belief[0]).toBe(1 << LEAF['movable.mapped']);
    expect(brokenRule(() => mapping().upgrade(3, NO_MEMORY, [['culprit', 32]]))).toBe('INV-3');
  });
});

describe('findings about who fills the mirror', () => {
  test('count kernel memory on behalf of processes without the right', () => {
    const scene = new Scene(mirrored);
    scene.allocate('userKernel', 0, { owner: 2 });
    scene.allocate('userKernel', 1);
    expect(scene.state.findings[FINDING['mirror-used-by-unprivileged']]).toBe(1);
  });

  test('count refusals while the last group holds the mirror', () => {
    const scene = new Scene(machine('M0-16 U16-32', { tuning: NO_MARKS }));
    for (let pfn = 16; pfn < 32; pfn++) scene.allocate('user', pfn);
    for (let pfn = 0; pfn < 16; pfn++) scene.allocate('user', pfn);
    scene.allocate('nowait', NO_MEMORY);
    expect(scene.state.findings[FINDING['mirror-held-by-lower-group']]).toBe(1);
  });
});

describe('what a process maps', () => {
  const away: Effect[] = [['moved', 32, 0]];
  /** One page of process 3 outside the mirror, and what a test puts beside it. */
  const beside = (prepare: (scene: Scene) => void) => {
    const scene = new Scene(mirrored, 'nonmirror');
    scene.allocate('user', 32, { owner: 3 });
    prepare(scene);
    return scene;
  };
  const upgraded = (prepare: (scene: Scene) => void, effects = away) =>
    brokenRule(() => beside(prepare).upgrade(3, DONE, effects));

  test('is neither what it has freed nor what only a reference keeps', () => {
    expect(upgraded((scene) => scene.free(scene.allocate('user', 33, { owner: 3 })))).toBeNull();
    const orphan = (scene: Scene) => {
      const handle = scene.allocate('user', 33, { owner: 3 });
      scene.getRef(handle);
      scene.free(handle);
    };
    expect(upgraded(orphan)).toBeNull();
  });

  test('is what had a right to a mirror that broke, and no kernel memory on its behalf', () => {
    const broken = (request: string, ...effects: readonly Effect[]) => {
      const scene = new Scene(machine('M0-32 U32-64 1:M64-96 1:U96-128'), 'nonmirror');
      scene.allocate('user', 32, { owner: 3 });
      scene.allocate(request, 16, { owner: 3 });
      scene.breakMirror(1, DONE);
      return brokenRule(() => scene.upgrade(3, DONE, [['moved', 32, 64], ...effects]));
    };
    expect(broken('userKernel')).toBeNull();
    expect(broken('critical')).toBe('INV-153');
    expect(broken('critical', ['moved', 16, 65])).toBeNull();
  });

  test('is counted out of what reclaim may drop, and stays what a kill frees', () => {
    const scene = beside(() => {});
    scene.upgrade(3, DONE, away);
    expect([...scene.state.reclaimable.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect(scene.state.killable[3]).toBe(1);
    scene.upgrade(3, DONE);
    expect(scene.state.killable[3]).toBe(1);
  });
});

describe('an upgrade says what became of it', () => {
  const answered = (answer: number, ...effects: readonly Effect[]) =>
    brokenRule(() => mapping().upgrade(3, answer, effects));

  test('INV-3: and nothing else', () => {
    expect(answered(INVALID, ...BOTH)).toBe('INV-3');
    expect(answered(DONE, BOTH[0], ['culprit', 33])).toBe('INV-3');
    expect(answered(NO_MEMORY, ...BOTH)).toBe('INV-3');
    expect(answered(INVALID)).toBe('INV-3');
    expect(brokenRule(() => mapping().upgrade(0, DONE))).toBe('INV-3');
  });

  test('INV-4: and drops nothing on the way', () => {
    expect(answered(DONE, BOTH[0], ['reclaimed', 34], BOTH[1])).toBe('INV-4');
    expect(answered(DONE, BOTH[0], BOTH[1], ['reclaimed', 34])).toBe('INV-4');
    expect(answered(DONE, ...BOTH, ['moved', 40, 2])).toBe('INV-4');
    expect(answered(BUSY, ['reclaimed', 32])).toBe('INV-4');
  });

  test('INV-3: and names a page that stands in its way, if it says that one does', () => {
    const scene = mapping();
    scene.pin(0, 'short', 32);
    scene.behind = [['culprit', 32]];
    expect(brokenRule(() => scene.upgrade(3, BUSY))).toBe('INV-3');
    expect(brokenRule(() => scene.upgrade(3, BUSY, scene.behind!))).toBeNull();
  });
});

describe('a move of an upgrade', () => {
  const one = () => {
    const scene = new Scene(mirrored, 'nonmirror');
    scene.allocate('user', 32, { owner: 3 });
    return scene;
  };

  test('may have private lists filled for it, and nothing is told behind the last one', () => {
    const told = (...effects: readonly Effect[]) => brokenRule(() => one().upgrade(3, DONE, effects));
    expect(told(['took', 0, 0], ['moved', 32, 0])).toBeNull();
    expect(told(['moved', 32, 0], ['took', 1, 0])).toBe('INV-4');
    const left = one();
    left.behind = [['moved', 32, 0]];
    expect(brokenRule(() => left.upgrade(3, DONE, [['took', 0, 0]]))).toBe('INV-4');
    const two = mapping();
    two.behind = [BOTH[1]];
    expect(brokenRule(() => two.upgrade(3, DONE, [BOTH[0], ['took', 1, 0]]))).toBe('INV-4');
  });

  test('is none of the last page of the mirror', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    scene.allocate('critical', 31, { owner: 3 });
    expect(brokenRule(() => scene.upgrade(3, DONE))).toBeNull();
  });

  test('leaves a page with a right to the mirror its right, even if the rest finds no room', () => {
    const scene = new Scene(machine('M0-32 U32-64 1:M64-96 1:U96-128'), 'nonmirror');
    scene.allocate('critical', 16, { owner: 3 });
    scene.allocate('user', 32, { owner: 3 });
    scene.breakMirror(1, DONE);
    retire(scene, 64, 95);
    const grown = counted(scene, () =>
      scene.upgrade(3, NO_MEMORY, [
        ['moved', 16, 95],
        ['culprit', 32],
      ]),
    );
    expect(grown).toEqual({ 'upgrade-no-room': 1 });
    expect(scene.state.belief[95]).toBe(1 << LEAF['mirrored.critical']);
  });

  test('is counted with what became of all', () => {
    const scene = mapping();
    expect(counted(scene, () => scene.upgrade(3, NOT_PERMITTED, [], 0))).toEqual({
      'upgrade-not-permitted': 1,
    });
    scene.pin(0, 'short', 32);
    expect(counted(scene, () => scene.upgrade(3, BUSY, [['culprit', 32]]))).toEqual({ 'upgrade-busy': 1 });
    const done = one();
    expect(counted(done, () => done.upgrade(3, DONE, [['moved', 32, 0]]))).toEqual({ upgraded: 1 });
  });
});
