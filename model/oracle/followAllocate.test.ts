import { describe, expect, test } from 'vitest';
import { INVALID, NO_MEMORY, NOT_PERMITTED } from '../../spec/operations/outcome.ts';
import { STAGE_COMPACT, STAGE_RECLAIM } from '../../spec/requests/rounds.ts';
import { HIGHATOMIC } from '../../spec/zones/migratetype.ts';
import { counted } from '../testing/counted.ts';
import { fragmented } from '../testing/fragmented.ts';
import { machine, mirrored, NO_MARKS, plain, withCma } from '../testing/machines.ts';
import { marked } from '../testing/pressure.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';
import { REFUSED_AT_ONCE, SERVED_AT_ONCE } from './openRequest.ts';

/** Steps of the request machine that something took: all of them, those at once, and refusals at once. */
function steps(scene: Scene, deed: () => unknown): readonly number[] {
  const { requestTransitions } = scene.state;
  const taken = () => [
    requestTransitions.reduce((sum, count) => sum + count, 0),
    requestTransitions[SERVED_AT_ONCE]!,
    requestTransitions[REFUSED_AT_ONCE]!,
  ];
  const before = taken();
  deed();
  return taken().map((count, place) => count - before[place]!);
}

describe('a request that should not have been made', () => {
  const asked = (request: string, answer: number, effects: readonly Effect[] = []) =>
    brokenRule(() => new Scene(mirrored, 'nonmirror').allocate(request, answer, { effects }));

  test('is refused as such, whatever memory there is', () => {
    expect([asked('contradictory', INVALID), asked('criticalUnprivileged', NOT_PERMITTED)]).toEqual([
      null,
      null,
    ]);
    expect([asked('contradictory', 0), asked('criticalUnprivileged', 0)]).toEqual(['INV-123', 'INV-152']);
    expect(asked('contradictory', INVALID, [['putBack', 0, 0]])).toBe('INV-123');
    expect(asked('criticalUnprivileged', NOT_PERMITTED, [['putBack', 0, 0]])).toBe('INV-152');
  });

  test('ends at once, and is counted where a right was missing', () => {
    for (const [request, answer, grown] of [
      ['contradictory', INVALID, {}],
      ['criticalUnprivileged', NOT_PERMITTED, { 'privilege-refused': 1 }],
    ] as const) {
      const scene = new Scene(mirrored, 'nonmirror');
      expect(counted(scene, () => scene.allocate(request, answer))).toEqual(grown);
      expect(steps(scene, () => scene.allocate(request, answer))).toEqual([1, 0, 1]);
    }
  });
});

describe('a grant goes', () => {
  test('one step at the low mark, two at the min mark, and three once private lists are empty', () => {
    const scene = new Scene(marked, 'none');
    expect(steps(scene, () => scene.allocate('kernel', 0))).toEqual([1, 1, 0]);
    retire(scene, 1, 54);
    expect(steps(scene, () => scene.allocate('kernel', 54))).toEqual([2, 0, 0]);
    const hoarded = new Scene(plain, 'none');
    hoarded.free(hoarded.allocate('kernel', 0), [['cached', 0, 0]]);
    retire(hoarded, 1, 32);
    const effects: Effect[] = [['putBack', 0, 0]];
    expect(steps(hoarded, () => hoarded.allocate('kernel', 0, { effects }))).toEqual([3, 0, 0]);
  });

  test('uncounted, unless somebody had a right to it', () => {
    const scene = new Scene(mirrored, 'nonmirror');
    expect(counted(scene, () => scene.allocate('kernel', 0))).toEqual({});
    expect(counted(scene, () => scene.allocate('critical', 1))).toEqual({ 'critical-granted': 1 });
    const reserve = new Scene(mirrored, 'reserve');
    expect(counted(reserve, () => reserve.allocate('kernelCritical', 0))).toEqual({ 'reserve-served': 1 });
  });

  test('right behind moves that made its block, which ends what put off such moves', () => {
    const scene = fragmented();
    scene.setRetries(1);
    scene.state.deferral.set([1, 1, 0], 2 * 3); // Of Node 0 Normal: it is its turn again.
    const effects: Effect[] = [
      ['entered', STAGE_COMPACT, 0],
      ['moved', 0, 31],
      ['moved', 1, 29],
    ];
    scene.allocate('kernel', 0, { order: 1, effects });
    expect([...scene.state.deferral.subarray(6, 9)]).toEqual([0, 0, 2]);
  });

  test('to no request that is made as if it had been one for a reserve of its own', () => {
    const scene = new Scene(machine('U0-1024'), 'none', { groupsByMobility: true });
    const effects: Effect[] = [
      ['typeChanged', 0, 0],
      ['typeChanged', 8, 0],
    ];
    expect(brokenRule(() => scene.allocate('kernel', 0, { order: 1, effects }))).toBeNull();
  });
});

describe('private lists are emptied for nobody who cannot wait', () => {
  test('INV-205: not even for a request that is refused', () => {
    const refused = (...effects: readonly Effect[]) => {
      const scene = new Scene(marked, 'none');
      scene.free(scene.allocate('kernel', 0), [['cached', 0, 0]]);
      retire(scene, 1, 58);
      return brokenRule(() => scene.allocate('nowait', NO_MEMORY, { effects }));
    };
    expect(refused()).toBeNull();
    expect(refused(['putBack', 0, 0])).toBe('INV-205');
  });
});

describe('a refusal is counted by what was free meanwhile', () => {
  /** User pages in frames of the first kind, and nothing left in those of the second. */
  const refused = (
    scene: Scene,
    request: string,
    order: number,
    held: readonly number[],
    ...gone: readonly (readonly [number, number])[]
  ) => {
    for (const pfn of held) scene.allocate('user', pfn);
    for (const [start, end] of gone) retire(scene, start, end);
    return counted(scene, () => scene.allocate(request, NO_MEMORY, { order }));
  };
  const at = (memory: string, more = {}) =>
    machine(memory, { tuning: { ...NO_MARKS, minFreePages: 8 }, ...more });

  test('in pieces, at a mark, or nothing', () => {
    const fresh = () => new Scene(plain, 'none');
    expect(refused(fresh(), 'nowait', 0, [], [0, 32])).toEqual({});
    expect(refused(new Scene(at('U0-32'), 'none'), 'nowait', 0, [], [0, 27])).toEqual({
      'refused-at-mark': 1,
    });
    const single = Array.from({ length: 16 }, (_, pair) => [2 * pair, 2 * pair + 1] as const);
    expect(refused(fresh(), 'nowait', 1, [], ...single)).toEqual({ 'refused-fragmented': 1 });
    expect(refused(fresh(), 'nowait', 4, [], [0, 1], [16, 32])).toEqual({});
  });

  test('in ZONE_MOVABLE, which is no place for it', () => {
    expect(refused(new Scene(mirrored), 'nowait', 0, [], [0, 32])).toEqual({
      'kernel-refused-movable-free': 1,
      'out-of-memory-movable-free': 1,
    });
  });

  test('to whom the mirror is lost: only who comes before them, where all of a zone is mirrored', () => {
    const held = Array.from({ length: 16 }, (_, pfn) => 16 + pfn);
    const mirror = Array.from({ length: 16 }, (_, pfn) => pfn);
    const small = () => new Scene(machine('M0-16 U16-32'));
    expect(refused(small(), 'nowait', 0, [...held, ...mirror])).toEqual({ 'mirror-held-by-lower-group': 1 });
    expect(refused(small(), 'huge', 0, [...held, ...mirror])).toEqual({});
    expect(refused(small(), 'nowait', 0, held, [0, 16])).toEqual({});
    const kdump = machine('M0-16', { boot: { kernelcore: 'mirror', kdump: true } });
    expect(refused(new Scene(kdump), 'nowait', 0, mirror)).toEqual({});
    const partly = small();
    partly.breakMirror(0, 0);
    expect(refused(partly, 'nowait', 0, [...held, ...mirror])).toEqual({});
  });

  test('in the mirror, which is closed to users', () => {
    const fresh = () => new Scene(mirrored, 'nonmirror');
    const found = { 'out-of-memory-mirror-free': 1, 'user-refused-kernel-free': 1, 'refused-at-mark': 1 };
    expect(refused(fresh(), 'huge', 0, [], [32, 64])).toEqual(found);
    expect(refused(fresh(), 'huge', 0, [], [0, 64])).toEqual({});
    const broken = fresh();
    broken.breakMirror(0, 0);
    broken.breakMirror(1, 0);
    const { 'out-of-memory-mirror-free': _, ...rest } = found;
    expect(refused(broken, 'huge', 0, [], [32, 64])).toEqual(rest);
    const marks = new Scene(at('M0-32 U32-64'), 'nonmirror');
    expect(refused(marks, 'nowait', 0, [], [0, 30], [32, 64])).toEqual({ 'refused-at-mark': 1 });
  });
});

test('a refusal, and a grant behind rounds, say no more than belongs to them', () => {
  const full = () => {
    const scene = new Scene(plain, 'none', { groupsByMobility: true });
    scene.allocate('user', 0, { order: 4 });
    retire(scene, 16, 32);
    scene.setRetries(1);
    return scene;
  };
  const asked = (request: string, answer: number, ...effects: readonly Effect[]) =>
    brokenRule(() => full().allocate(request, answer, { effects }));
  expect([asked('nowait', NO_MEMORY), asked('nowait', NO_MEMORY, ['culprit', 5])]).toEqual([null, 'INV-4']);
  const round: Effect[] = [
    ['entered', STAGE_RECLAIM, 1],
    ['reclaimed', 0],
  ];
  expect(asked('user', 0, ...round)).toBeNull();
  expect(asked('user', 0, ...round, ['typeChanged', 0, HIGHATOMIC])).toBe('INV-133');
  expect(asked('user', 0, ...round, ['culprit', 0])).toBe('INV-4');
});

describe('a refusal beside an idle CMA area', () => {
  const grown = (request: string, carrier: 'zone' | 'migratetype') => {
    const layout = { ...withCma, boot: { kernelcore: 'mirror', cma: carrier } as const };
    const scene = new Scene(layout);
    retire(scene, 0, 24);
    retire(scene, 32, 64);
    scene.state.min.fill(20); // More than is left.
    return Object.keys(counted(scene, () => scene.allocate(request, NO_MEMORY)));
  };

  test('is one of a closed area only where areas are in ZONE_MOVABLE, and for who stays below', () => {
    expect(grown('nowait', 'migratetype')).not.toContain('cma-zone-closed');
    expect(grown('nowait', 'zone')).toContain('cma-zone-closed');
    expect(grown('huge', 'zone')).not.toContain('cma-zone-closed');
  });
});

test('a reserve with nothing left is no memory that lies idle', () => {
  const scene = new Scene(mirrored, 'reserve');
  retire(scene, 0, 64);
  expect(counted(scene, () => scene.allocate('nowait', NO_MEMORY))).toEqual({});
});
