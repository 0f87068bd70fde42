import { describe, expect, test } from 'vitest';
import {
  DONE,
  INVALID,
  NOT_ONLINE,
  POISON_ALREADY,
  POISON_CORRECTED,
  POISON_FAILED,
  POISON_IGNORED,
  POISON_LOST,
  POISON_RECOVERED,
} from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { counted } from '../testing/counted.ts';
import { machine, mirrored } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';
import { FACT_BAD, FACT_BAD_INJECTED, FACT_BAD_REAL, STRUCK, STRUCK_AGAIN } from './state.ts';

const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

/** Fixed: 0; kernel: 1; user: 32, and two at 34; pinned: 36; driver: 37; private: 38; the rest is free. 64 is offline. */
function used(): Scene {
  const scene = new Scene(
    machine('M0-32 U32-64 U64-80o', { reserved: [{ start: 0, end: 1, why: 'kernel image' }] }),
  );
  scene.allocate('kernel', 1);
  scene.allocate('user', 32);
  scene.allocate('user', 34, { order: 1 });
  scene.pin(scene.allocate('user', 36), 'short', 36);
  scene.allocate('driver', 37);
  scene.free(scene.allocate('user', 38), [['cached', 38, 0]]);
  return scene;
}

const struck = (pfn: number, answer: number, effects: readonly Effect[] = []) =>
  brokenRule(() => used().poison(pfn, 'injected', answer, effects));

describe('a memory error', () => {
  test('takes a free page out of circulation', () => {
    expect(struck(40, POISON_RECOVERED)).toBeNull();
    expect(struck(40, POISON_IGNORED)).toBe('INV-193');
    expect(struck(40, POISON_LOST)).toBe('INV-193');
  });

  test('takes a page off a private list once it is put back', () => {
    expect(struck(38, POISON_RECOVERED, [['putBack', 38, 0]])).toBeNull();
    expect(struck(38, POISON_RECOVERED)).toBe('INV-193');
    const scene = used();
    scene.poison(38, 'injected', POISON_RECOVERED, [['putBack', 38, 0]]);
    expect([met(scene, 'poisoned-cached'), met(scene, 'poisoned-free')]).toEqual([true, false]);
    const free = used();
    free.poison(40, 'injected', POISON_RECOVERED);
    expect([met(free, 'poisoned-cached'), met(free, 'poisoned-free')]).toEqual([false, true]);
  });

  test('costs a user its single page', () => {
    expect(struck(32, POISON_LOST)).toBeNull();
    expect(struck(32, POISON_FAILED)).toBe('INV-192');
    const scene = used();
    scene.poison(32, 'injected', POISON_LOST);
    expect(brokenRule(() => scene.reclaim(99, 2, [['reclaimed', 34]]))).toBeNull();
    expect(brokenRule(() => scene.allocate('user', 32))).toBe('INV-192');
  });

  test('leaves kernel, driver and boot memory with its holder', () => {
    expect(struck(1, POISON_IGNORED)).toBeNull();
    expect(struck(0, POISON_IGNORED)).toBeNull();
    expect(struck(37, POISON_IGNORED)).toBeNull();
    expect(struck(1, POISON_LOST)).toBe('INV-195');
    expect(struck(0, POISON_RECOVERED)).toBe('INV-195');
    expect(struck(37, POISON_FAILED)).toBe('INV-195');
  });

  test('leaves pinned pages and larger blocks with their holder', () => {
    expect(struck(36, POISON_FAILED)).toBeNull();
    expect(struck(35, POISON_FAILED)).toBeNull();
    expect(struck(36, POISON_LOST)).toBe('INV-195');
    expect(struck(35, POISON_LOST)).toBe('INV-195');
  });

  test('where there is no memory in service is answered so', () => {
    expect(struck(64, NOT_ONLINE)).toBeNull();
    expect(struck(99, NOT_ONLINE)).toBeNull();
    expect(struck(64, POISON_RECOVERED)).toBe('INV-3');
    expect(struck(40, NOT_ONLINE)).toBe('INV-193');
    expect(struck(40, INVALID)).toBe('INV-193');
    expect(struck(64, NOT_ONLINE, [['putBack', 38, 0]])).toBe('INV-4');
  });

  test('changes nothing else', () => {
    expect(struck(40, POISON_RECOVERED, [['putBack', 38, 0]])).toBeNull();
    expect(struck(40, POISON_RECOVERED, [['moved', 32, 41]])).toBe('INV-4');
  });

  test('on a page that had one changes nothing', () => {
    for (const pfn of [0, 1, 32, 35, 40]) {
      const scene = used();
      const before = scene.state.managed[3];
      scene.poison(pfn, 'injected', { 0: 2, 1: 2, 32: 1, 35: 3, 40: 0 }[pfn]!);
      expect(brokenRule(() => scene.poison(pfn, 'injected', POISON_ALREADY))).toBeNull();
      expect(brokenRule(() => scene.poison(pfn, 'real', POISON_RECOVERED))).toBe('INV-196');
      expect(scene.state.managed[3]).toBe(before);
      expect(scene.state.facts[pfn]! & FACT_BAD).toBe(FACT_BAD_INJECTED);
    }
  });
});

describe('the mirror', () => {
  const real = (pfn: number, answer: number) => brokenRule(() => used().poison(pfn, 'real', answer));

  test('corrects a real error, whatever the page is used for', () => {
    for (const pfn of [0, 1, 8]) expect(real(pfn, POISON_CORRECTED)).toBeNull();
    expect(real(8, POISON_RECOVERED)).toBe('INV-162');
    expect(real(1, POISON_IGNORED)).toBe('INV-162');
    expect(real(40, POISON_CORRECTED)).toBe('INV-193');
  });

  test('does not correct an error that software injects', () => {
    expect(struck(8, POISON_CORRECTED)).toBe('INV-193');
    const scene = used();
    expect(brokenRule(() => scene.poison(8, 'injected', POISON_RECOVERED))).toBeNull();
    expect(brokenRule(() => scene.allocate('kernel', 8))).toBe('INV-192');
  });

  test('leaves the page as it was after a correction', () => {
    const scene = used();
    scene.poison(8, 'real', POISON_CORRECTED);
    expect(brokenRule(() => scene.allocate('kernel', 8))).toBeNull();
  });
});

describe('a poisoned page', () => {
  test('is never handed out', () => {
    const scene = used();
    scene.poison(40, 'injected', POISON_RECOVERED);
    expect(brokenRule(() => scene.allocate('user', 41))).toBeNull();
    expect(brokenRule(() => scene.allocate('user', 40))).toBe('INV-192');
  });

  test('is a single one: the rest of its block stays free', () => {
    const scene = used();
    const free = scene.state.free[3]!;
    scene.poison(45, 'injected', POISON_RECOVERED);
    expect(scene.state.free[3]).toBe(free - 1);
    expect(brokenRule(() => scene.allocate('user', 46, { order: 1 }))).toBeNull();
    expect(brokenRule(() => scene.allocate('user', 40, { order: 2 }))).toBeNull();
  });

  test('in use leaves circulation when it is freed, and the rest of its block comes back', () => {
    const scene = new Scene(mirrored);
    const handle = scene.allocate('user', 32, { order: 2 });
    scene.poison(33, 'injected', POISON_FAILED);
    const free = scene.state.free[3]!;
    scene.free(handle);
    expect(met(scene, 'poison-freed')).toBe(true);
    expect(scene.state.free[3]).toBe(free + 3);
    expect(brokenRule(() => scene.allocate('user', 34, { order: 1 }))).toBeNull();
    expect(brokenRule(() => scene.allocate('user', 33))).toBe('INV-192');
  });

  test('in use is not kept on a private list', () => {
    const scene = new Scene(mirrored);
    const handle = scene.allocate('kernel', 0);
    scene.poison(0, 'injected', POISON_IGNORED);
    expect(brokenRule(() => scene.free(handle, [['cached', 0, 0]]))).toBe('INV-195');
  });
});

describe('what an error leaves behind', () => {
  test('is the mark of the first, and nothing where a mirror corrects', () => {
    const scene = used();
    const mark = (pfn: number) => scene.state.facts[pfn]! & FACT_BAD;
    scene.poison(32, 'real', POISON_LOST);
    scene.poison(36, 'injected', POISON_FAILED);
    scene.poison(36, 'real', POISON_ALREADY);
    scene.poison(1, 'real', POISON_CORRECTED);
    expect([mark(32), mark(36), mark(1)]).toEqual([FACT_BAD_REAL, FACT_BAD_INJECTED, 0]);
  });

  test('is known of the allocation that it struck', () => {
    const scene = used();
    const { struck } = scene.state;
    scene.poison(1, 'real', POISON_CORRECTED);
    expect(struck[0]).toBe(0);
    scene.poison(1, 'injected', POISON_IGNORED);
    expect(struck[0]).toBe(STRUCK);
    scene.poison(1, 'injected', POISON_ALREADY);
    expect(struck[0]).toBe(STRUCK_AGAIN);
    scene.poison(40, 'injected', POISON_RECOVERED);
    expect([...struck.subarray(0, 6)]).toEqual([STRUCK_AGAIN, 0, 0, 0, 0, 0]);
  });

  test('is that everybody keeps what nobody can take from them', () => {
    const held = (request: string, design: 'none' | 'reserve') => {
      const scene = new Scene(mirrored, design);
      scene.allocate(request, 0);
      return brokenRule(() => scene.poison(0, 'injected', POISON_IGNORED));
    };
    expect([held('reclaimable', 'none'), held('kernelCritical', 'reserve')]).toEqual([null, null]);
    const reserve = new Scene(mirrored, 'reserve');
    expect(brokenRule(() => reserve.poison(5, 'injected', POISON_RECOVERED))).toBeNull();
  });

  test('is no doubt about the page', () => {
    const scene = new Scene(mirrored, 'kernelcore', { reportsCache: false });
    scene.free(scene.allocate('user', 32));
    const before = scene.state.doubtful[3]!;
    scene.poison(32, 'injected', POISON_RECOVERED);
    expect(scene.state.doubtful[3]).toBe(before - 1);
    scene.poison(50, 'injected', POISON_RECOVERED);
    expect(scene.state.doubtful[3]).toBe(before - 1);
  });

  test('is withheld with the rest of an isolated pageblock no more', () => {
    const scene = used();
    scene.isolate(6, DONE, [['isolated', 48]]);
    expect(scene.state.isolatedFree[3]).toBe(8);
    scene.poison(50, 'injected', POISON_RECOVERED);
    expect(scene.state.isolatedFree[3]).toBe(7);
  });
});

test('it is counted what was struck', () => {
  const grown = (pfn: number, error: 'real' | 'injected', answer: number, ...effects: Effect[]) => {
    const scene = used();
    return counted(scene, () => scene.poison(pfn, error, answer, effects));
  };
  expect(grown(40, 'injected', POISON_RECOVERED)).toEqual({ 'poisoned-free': 1 });
  expect(grown(32, 'injected', POISON_LOST)).toEqual({ 'poisoned-used': 1 });
  expect(grown(1, 'injected', POISON_IGNORED)).toEqual({ 'poisoned-kernel': 1 });
  expect(grown(36, 'injected', POISON_FAILED)).toEqual({ 'poisoned-kernel': 1 });
  expect(grown(8, 'real', POISON_CORRECTED)).toEqual({ 'poison-corrected': 1 });
});

test.each([1, 4])('a page of a larger block comes off its private list as a whole (order %i)', (order) => {
  const layout = machine('U0-32');
  const scene = new Scene({ ...layout, geometry: { ...layout.geometry, pageblockOrder: 4 } }, 'none');
  scene.free(scene.allocate('user', 16, { order }), [['cached', 16, order]]);
  const effects: Effect[] = [['putBack', 16, order]];
  const grown = counted(scene, () => scene.poison(17, 'injected', POISON_RECOVERED, effects));
  expect(grown).toEqual({ 'poisoned-cached': 1, drained: 1 });
});

test('a page that an exchange made whole is struck like any other', () => {
  const exchanged = new Scene(mirrored);
  exchanged.poison(40, 'injected', POISON_RECOVERED);
  exchanged.replace(2, DONE);
  expect(brokenRule(() => exchanged.poison(40, 'injected', POISON_LOST))).toBe('INV-193');
});
