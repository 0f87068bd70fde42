import { describe, expect, test } from 'vitest';
import { FINDING } from '../../spec/findings.ts';
import { DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { machine, mirrored, plain, withCma } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const met = ({ state }: Scene, name: WitnessName) => state.witnesses[WITNESS[name]];
const found = ({ state }: Scene, name: keyof typeof FINDING) => state.findings[FINDING[name]];

describe('a campaign hears of a grant', () => {
  test('that it was one of the largest blocks', () => {
    const largest = (order: number) => {
      const scene = new Scene(plain, 'none');
      scene.allocate('user', 0, { order });
      return met(scene, 'largest-block');
    };
    expect([largest(4), largest(3)]).toEqual([1, 0]);
  });

  test('that it came from another node, or from a zone below the ceiling', () => {
    const layout = machine('U0-32 1:U32-64', { geometry: { ...plain.geometry, dmaEnd: 16, dma32End: 16 } });
    const came = (pfn: number, full: readonly (readonly [number, number])[], node = 0) => {
      const scene = new Scene(layout, 'none');
      for (const [start, order] of full)
        scene.allocate('kernel', start, { order, node: scene.state.zone[start]! >> 2 });
      const before = [met(scene, 'other-node')!, met(scene, 'lower-zone')!];
      scene.allocate('kernel', pfn, { node });
      return [met(scene, 'other-node')! - before[0]!, met(scene, 'lower-zone')! - before[1]!];
    };
    expect(came(16, [])).toEqual([0, 0]);
    expect(came(0, [[16, 4]])).toEqual([0, 1]);
    const both = [
      [16, 4],
      [0, 4],
    ] as const;
    expect(came(32, both)).toEqual([1, 0]);
  });

  test('that put user memory or that of a process into the mirror, where that promises anything', () => {
    const granted = (
      request: string,
      owner: number,
      design: 'kernelcore' | 'none' | 'nonmirror',
      upgraded = 0,
    ) => {
      const scene = new Scene(machine('M0-32'), design);
      if (upgraded > 0) scene.upgrade(upgraded, DONE);
      scene.allocate(request, 0, { owner });
      const counts = [found(scene, 'user-in-mirror'), found(scene, 'mirror-used-by-unprivileged')];
      return [...counts, met(scene, 'user-in-mirror')];
    };
    expect(granted('user', 0, 'kernelcore')).toEqual([1, 0, 1]);
    expect(granted('user', 3, 'kernelcore')).toEqual([1, 0, 1]);
    expect(granted('kernel', 0, 'kernelcore')).toEqual([0, 0, 0]);
    expect(granted('kernel', 3, 'kernelcore')).toEqual([0, 1, 0]);
    expect(granted('reclaimable', 3, 'kernelcore')).toEqual([0, 0, 0]);
    expect(granted('kernel', 3, 'none')).toEqual([0, 0, 0]);
    expect(granted('user', 3, 'none')).toEqual([0, 0, 0]);
    expect(granted('kernel', 3, 'nonmirror', 3)).toEqual([0, 0, 0]);
    expect(granted('kernel', 3, 'nonmirror', 2)).toEqual([0, 1, 0]);
  });

  test('that left kernel memory unprotected although it was promised', () => {
    const unprotected = (pfn: number) => {
      const scene = new Scene(mirrored, 'migratetype');
      scene.allocate('kernel', pfn);
      return [found(scene, 'kernel-unprotected'), found(scene, 'user-in-mirror')];
    };
    expect([unprotected(0), unprotected(32)]).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });
});

describe('pages of which the books are in doubt', () => {
  /** So many pages of a zone of 32 are free, and all of them may be private. */
  const doubtful = () => {
    const scene = new Scene(plain, 'none', { reportsCache: false });
    scene.allocate('user', 0);
    return scene;
  };

  test('are all that are left, once a block was granted that may have come with a refill', () => {
    expect(doubtful().state.doubtful[2]).toBe(31);
  });

  test('are those that were not granted, after a block that no private list holds', () => {
    const scene = new Scene(plain, 'none', { reportsCache: false });
    const pages = [0, 1, 2].map((pfn) => scene.allocate('user', pfn));
    scene.drain();
    for (const page of pages) scene.free(page);
    expect(scene.state.doubtful[2]).toBe(3);
    scene.allocate('user', 16, { order: 4 });
    expect(scene.state.doubtful[2]).toBe(3);
    scene.allocate('user', 0, { order: 4 });
    expect(scene.state.doubtful[2]).toBe(0);
  });

  test('are counted in the block that is granted, page by page', () => {
    const scene = new Scene(machine('U0-64'), 'none', { reportsCache: false });
    const pages = [0, 1, 15, 16, 40].map((pfn) => scene.allocate('user', pfn));
    scene.drain();
    for (const page of pages) scene.free(page);
    scene.allocate('user', 0, { order: 4 });
    expect(scene.state.doubtful[2]).toBe(2);
  });

  test('are never more than are free', () => {
    const scene = new Scene(plain, 'none', { reportsCache: false });
    scene.state.doubtful[2] = 30;
    scene.allocate('user', 0, { order: 4 });
    expect(scene.state.doubtful[2]).toBe(16);
  });

  test('are none where private lists are told of', () => {
    const scene = new Scene(plain, 'none');
    scene.allocate('user', 0);
    expect(scene.state.doubtful[2]).toBe(0);
  });

  test('are no matter of the mirror reserve, which no private list holds', () => {
    const scene = new Scene(mirrored, 'reserve', { reportsCache: false });
    scene.free(scene.allocate('user', 32));
    const before = [scene.state.doubtful[2], scene.state.undecided];
    scene.allocate('kernelCritical', 0);
    expect([scene.state.doubtful[2], scene.state.undecided]).toEqual(before);
  });
});

describe('a block', () => {
  const taken = (pfn: number, order: number, layout = plain) =>
    brokenRule(() => new Scene(layout, 'none').allocate('user', pfn, { order }));

  test('is one that can be: of an order, at its place, in memory', () => {
    expect([taken(0, 4), taken(16, 4), taken(0, 5), taken(0, -1)]).toEqual([
      null,
      null,
      'INV-101',
      'INV-101',
    ]);
    expect([taken(32, 0), taken(31, 1), taken(30, 1), taken(0.5, 0)]).toEqual([
      'INV-0',
      'INV-0',
      null,
      'INV-0',
    ]);
    const back = (pfn: number) => brokenRule(() => new Scene(plain, 'none').drain([['putBack', pfn, 0]]));
    expect([back(-1), back(-8), back(32)]).toEqual(['INV-0', 'INV-0', 'INV-0']);
  });

  test('lies in one zone, up to its last page', () => {
    expect([taken(0, 2, machine('U0-3 1:U3-32')), taken(0, 2, machine('U0-4 1:U4-32'))]).toEqual([
      'INV-106',
      null,
    ]);
    const bound = (effects: Effect[]) =>
      brokenRule(() =>
        new Scene(machine('U0-1 1:U1-32'), 'none').allocate('local', 0, { order: 1, node: 1, effects }),
      );
    expect([bound([]), bound([['took', 0, 1]])]).toEqual(['INV-106', 'INV-106']);
    const refill: Effect[] = [['took', 0, 1]];
    const refilled = (layout: string) =>
      brokenRule(() => new Scene(machine(layout), 'none').allocate('user', 0, { order: 1, effects: refill }));
    expect([refilled('U0-1 1:U1-32'), refilled('U0-2 1:U2-32')]).toEqual(['INV-106', null]);
  });
});

describe('a zone is no place for a request', () => {
  test('above its ceiling, of another node, or out of the mirror that it needs', () => {
    const layout = machine('M0-32 U32-64 1:M64-96');
    const served = (request: string, pfn: number, design: 'kernelcore' | 'nonmirror' = 'kernelcore') =>
      brokenRule(() => new Scene(layout, design).allocate(request, pfn, { effects: [['took', pfn, 0]] }));
    expect([served('buffer', 32), served('local', 64), served('local', 0)]).toEqual([
      'INV-122',
      'INV-124',
      null,
    ]);
    const geometry = { ...plain.geometry, dmaEnd: 16, dma32End: 16 };
    const above = new Scene(machine('U0-32', { geometry }), 'none');
    expect(brokenRule(() => above.allocate('dma', 16))).toBe('INV-121');
    expect(served('user', 0, 'nonmirror')).toBe('INV-151');
  });
});

test('INV-139: a page of CMA on a private list is no new place for who must leave CMA', () => {
  const scene = new Scene(withCma, 'kernelcore', { groupsByMobility: true });
  retire(scene, 0, 24);
  scene.free(scene.allocate('buffer', 24), [['cached', 24, 0]]);
  const user = scene.allocate('user', 32);
  expect(brokenRule(() => scene.pin(user, 'long', 24, [['moved', 32, 24]]))).toBe('INV-139');
});

test('a request for which lists were drained is served once all of them are empty', () => {
  const held = () => {
    const scene = new Scene(plain, 'none');
    const pages = Array.from({ length: 32 }, (_, pfn) => scene.allocate('user', pfn));
    for (const pfn of [0, 1, 4]) scene.free(pages[pfn]!, [['cached', pfn, 0]]);
    return scene;
  };
  const asked = (answer: number, ...pfns: readonly number[]) =>
    brokenRule(() =>
      held().allocate('user', answer, { order: 1, effects: pfns.map((pfn) => ['putBack', pfn, 0]) }),
    );
  expect([asked(0, 0, 1, 4), asked(0, 0, 1), asked(NO_MEMORY, 0, 1)]).toEqual([null, 'INV-119', 'INV-3']);
});
