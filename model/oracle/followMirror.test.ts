import { describe, expect, test } from 'vitest';
import { FINDING } from '../../spec/findings.ts';
import {
  BUSY,
  DONE,
  NO_MEMORY,
  NOT_ONLINE,
  NOT_PERMITTED,
  POISON_CORRECTED,
  POISON_LOST,
  POISON_RECOVERED,
} from '../../spec/operations/outcome.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { counted } from '../testing/counted.ts';
import { machine, mirrored } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';
import { unmirroredFact } from './followMirror.ts';
import { FACT_BARE, FACT_EXEMPT, FACT_MOVABLE_ZONE, FACT_RESERVE, TAG_USED } from './state.ts';

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
    expect(scene.state.tag[3]).toBe(TAG_USED);
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

describe('frames that no zone counts', () => {
  /** Fixed frames at 0 and 32, a page lent at 1, and a hole from 8 on to 12. */
  const patched = () => {
    const layout = machine('M0-8 M12-32 U32-64', {
      reserved: [
        { start: 0, end: 1, why: 'kernel image' },
        { start: 32, end: 33, why: 'kernel image' },
      ],
    });
    const scene = new Scene(layout, 'nonmirror');
    scene.inflate(1);
    return scene;
  };
  const copies = ({ state }: Scene) => [state.mirrored[2], state.mirrored[3]];

  test('are no loss to it when a mirror breaks', () => {
    const scene = patched();
    expect(copies(scene)).toEqual([26, 0]);
    scene.breakMirror(0, DONE);
    expect(copies(scene)).toEqual([16, 0]);
    scene.breakMirror(1, DONE);
    expect(copies(scene)).toEqual([0, 0]);
  });

  test('get no second copy when it grows', () => {
    const scene = patched();
    scene.expandMirror(2, DONE);
    expect(copies(scene)).toEqual([26, 15]);
    expect(brokenRule(() => scene.poison(32, 'real', POISON_CORRECTED))).not.toBeNull();
    expect(brokenRule(() => scene.poison(33, 'real', POISON_CORRECTED))).toBeNull();
    expect(brokenRule(() => scene.poison(48, 'real', POISON_RECOVERED))).toBeNull();
    scene.expandMirror(3, DONE);
    expect(copies(scene)).toEqual([26, 31]);
    scene.breakMirror(0, DONE);
    scene.expandMirror(0, DONE);
    expect(copies(scene)).toEqual([26, 31]);
  });
});

describe('a mirror that breaks or grows', () => {
  const fresh = (design: 'nonmirror' | 'kernelcore' | 'reserve' | 'full' = 'nonmirror') =>
    new Scene(mirrored, design);

  test('is that of a block in service', () => {
    const answered = (deed: (scene: Scene) => void) => brokenRule(() => deed(fresh()));
    expect(answered((scene) => scene.breakMirror(9, DONE))).toBe('INV-3');
    expect(answered((scene) => scene.expandMirror(9, DONE))).toBe('INV-3');
    expect(answered((scene) => scene.expandMirror(9, NOT_ONLINE))).toBeNull();
    expect(answered((scene) => scene.expandMirror(2, BUSY))).toBe('INV-161');
  });

  test('is counted where there was something to lose or to win', () => {
    const scene = fresh();
    expect(counted(scene, () => scene.breakMirror(2, DONE))).toEqual({});
    expect(counted(scene, () => scene.breakMirror(0, DONE))).toEqual({ 'mirror-broke': 1 });
    expect(counted(scene, () => scene.expandMirror(1, DONE))).toEqual({});
    expect(counted(scene, () => scene.expandMirror(0, DONE))).toEqual({ 'mirror-grew': 1 });
    const fixed = fresh('kernelcore');
    expect(counted(fixed, () => fixed.expandMirror(2, NOT_PERMITTED))).toEqual({ 'expansion-refused': 1 });
  });

  test('is a finding for each allocation that was promised a copy, however large', () => {
    const scene = fresh();
    scene.allocate('kernel', 0, { order: 2 });
    scene.allocate('critical', 4, { order: 2 });
    expect(counted(scene, () => scene.breakMirror(0, DONE))).toEqual({
      'mirror-broke': 1,
      'kernel-unprotected': 1,
      'critical-unprotected': 1,
    });
  });

  test('leaves frames of ZONE_MOVABLE bare, and others exempt', () => {
    const scene = new Scene(machine('M0-32 U32-64 M64-80o'));
    scene.online(4, 'movable', DONE, [['zoneChosen', 3]]);
    for (const block of [0, 4]) scene.breakMirror(block, DONE);
    expect([0, 64].map((pfn) => scene.state.facts[pfn])).toEqual([
      FACT_EXEMPT,
      FACT_BARE | FACT_MOVABLE_ZONE,
    ]);
    const facts = (design: 'full' | 'kernelcore') =>
      [true, false].map((inMovable) => unmirroredFact(fresh(design).state, inMovable));
    expect([facts('full'), facts('kernelcore')]).toEqual([
      [FACT_EXEMPT, FACT_EXEMPT],
      [FACT_BARE, FACT_EXEMPT],
    ]);
  });

  test('leaves pageblocks of ordinary types alone, and those of the mirror next to it', () => {
    const scene = new Scene(mirrored, 'kernelcore', { groupsByMobility: true });
    const claims = [
      ['typeChanged', 0, UNMOVABLE],
      ['typeChanged', 8, UNMOVABLE],
    ] as const;
    scene.allocate('kernel', 0, { effects: claims });
    scene.breakMirror(0, DONE);
    expect([scene.state.blockType[0], scene.state.free[2]]).toEqual([UNMOVABLE, 31]);
    const reserve = fresh('reserve');
    reserve.breakMirror(0, DONE);
    expect([leaf(reserve, 15), leaf(reserve, 16)]).toEqual([
      1 << LEAF['free.available'],
      1 << LEAF['free.reserve'],
    ]);
    expect([reserve.state.facts[15], reserve.state.facts[16]]).toEqual([FACT_EXEMPT, FACT_RESERVE]);
  });

  test('promises nothing to what its owner has freed', () => {
    const scene = fresh();
    const handle = scene.allocate('critical', 3);
    scene.getRef(handle);
    scene.free(handle);
    scene.breakMirror(0, DONE);
    expect(brokenRule(() => scene.expandMirror(0, DONE))).toBeNull();
    expect(leaf(scene, 3)).toBe(1 << LEAF['pinned.orphan']);
  });
});

test('it is noted of each memory block whether its mirror is broken, up to the last', () => {
  const scene = new Scene(machine('M0-32'), 'none');
  expect([...scene.state.brokenMirror]).toEqual([0, 0]);
  scene.breakMirror(1, DONE);
  expect([...scene.state.brokenMirror]).toEqual([0, 1]);
});
