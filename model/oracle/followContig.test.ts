import { describe, expect, test } from 'vitest';
import { BUSY, DONE, INVALID, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { counted } from '../testing/counted.ts';
import { mirrored, plain, withCma } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const around = (pfn: number, ...between: readonly Effect[]): Effect[] => [
  ['isolated', pfn],
  ...between,
  ['unisolated', pfn],
];
const fresh = () => new Scene(plain, 'none');

describe('a range', () => {
  const asked = (pfn: number, pages: number, answer: number, effects: readonly Effect[] = []) =>
    brokenRule(() => fresh().contigAllocate(pfn, pages, answer, effects));

  test('is at least a page, and lies in memory', () => {
    expect([asked(0, 0, INVALID), asked(24, 9, INVALID), asked(0, 33, INVALID)]).toEqual([null, null, null]);
    expect([asked(0, 0, DONE, around(0)), asked(24, 9, DONE, around(24))]).toEqual(['INV-3', 'INV-3']);
    expect([asked(0, 1, DONE, around(0)), asked(24, 8, DONE, around(24))]).toEqual([null, null]);
    expect([asked(0, 1, INVALID), asked(24, 8, INVALID)]).toEqual(['INV-144', 'INV-144']);
  });

  test('INV-144: is taken of no CMA area', () => {
    const cma = new Scene(withCma);
    expect(brokenRule(() => cma.contigAllocate(24, 8, DONE, around(24)))).toBe('INV-144');
  });

  test('is out of service until it is given back, by an answer and nothing else', () => {
    const taken = () => {
      const scene = fresh();
      return { scene, handle: scene.contigAllocate(0, 7, DONE, around(0)) };
    };
    const { scene, handle } = taken();
    expect([scene.state.free[2], scene.state.isolatedFree[2]]).toEqual([25, 0]);
    scene.contigFree(handle);
    expect([scene.state.free[2], scene.state.isolatedFree[2]]).toEqual([32, 0]);
    const refused = taken();
    expect(brokenRule(() => refused.scene.contigFree(refused.handle, BUSY))).toBe('INV-117');
    const drained = taken();
    expect(brokenRule(() => drained.scene.contigFree(drained.handle, DONE, [['culprit', 0]]))).toBe('INV-4');
  });
});

describe('whose frames they are then', () => {
  const claimed = (scene: Scene, pfn: number, prepare = () => {}) => {
    prepare();
    const grown = counted(scene, () => scene.contigAllocate(pfn, 8, DONE, around(pfn)));
    const { state } = scene;
    return [CLAIMS[state.claim[state.holder[pfn]!]!], state.belief[pfn], grown];
  };
  const leaf = (name: keyof typeof LEAF) => 1 << LEAF[name];

  test('a driver’s in ZONE_MOVABLE, which is a finding', () => {
    const grown = { 'range-taken': 1, 'range-in-movable': 1 };
    expect(claimed(new Scene(mirrored), 32)).toEqual(['driver', leaf('movable.driver'), grown]);
  });

  test('the kernel’s elsewhere, and what it was promised is missed where its mirror broke', () => {
    const taken = { 'range-taken': 1 };
    expect(claimed(fresh(), 0)).toEqual(['kernel', leaf('pinned.kernel'), taken]);
    expect(claimed(new Scene(plain), 0)).toEqual(['kernel', leaf('pinned.kernel'), taken]);
    expect(claimed(new Scene(mirrored), 0)).toEqual(['kernel', leaf('mirrored.kernel'), taken]);
    const broken = new Scene(mirrored);
    expect(claimed(broken, 0, () => broken.breakMirror(0, DONE))).toEqual([
      'kernel',
      leaf('pinned.kernel'),
      { ...taken, 'kernel-unprotected': 1 },
    ]);
  });
});

test('it is counted how a request for a range ended', () => {
  const ended = (request: string, pages: number, answer: number, effects: readonly Effect[], free = true) => {
    const scene = fresh();
    scene.allocate(request, 0);
    if (!free) retire(scene, 1, 32);
    return counted(scene, () => scene.contigAllocate(0, pages, answer, effects));
  };
  expect(ended('user', 8, DONE, around(0, ['moved', 0, 16]))).toEqual({ 'range-emptied': 1 });
  expect(ended('kernel', 8, BUSY, [['culprit', 0]])).toEqual({ 'range-refused': 1 });
  expect(ended('user', 1, NO_MEMORY, around(0, ['culprit', 0]), false)).toEqual({ 'range-without-room': 1 });
});
