import { describe, expect, test } from 'vitest';
import { FINDING } from '../../spec/findings.ts';
import { DONE, INTERRUPTED, INVALID, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { counted } from '../testing/counted.ts';
import { machine, withCma } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';
import { availableIn, nextPlace } from './followCma.ts';
import { isInRange } from './ranges.ts';

/** The area is the pageblock at 24. */
const AROUND: Effect[] = [
  ['isolated', 24],
  ['unisolated', 24],
];
const withPinned = (): Scene => {
  const scene = new Scene(withCma);
  const handle = scene.allocate('buffer', 24);
  scene.pin(handle, 'short', 24);
  return scene;
};

describe('a CMA request', () => {
  test('gets the first place that can be emptied', () => {
    const scene = withPinned();
    const range = scene.cmaAllocate(2, 25, [['culprit', 24], ...AROUND]);
    expect(scene.state.freeCma[2]).toBe(5);
    scene.cmaRelease(range);
    expect(scene.state.freeCma[2]).toBe(7);
  });

  test('may not pass over a place without a reason', () => {
    expect(brokenRule(() => new Scene(withCma).cmaAllocate(2, 25, AROUND))).toBe('INV-145');
    expect(brokenRule(() => new Scene(withCma).cmaAllocate(2, 25, [['culprit', 24], ...AROUND]))).toBe(
      'INV-3',
    );
    expect(brokenRule(() => new Scene(withCma).cmaAllocate(2, NO_MEMORY))).toBe('INV-3');
    expect(brokenRule(() => withPinned().cmaAllocate(2, 24, AROUND))).toBe('INV-144');
  });

  test('gets a multiple of its alignment, wherever the area begins', () => {
    const aligned = (pages: number, answer: number, align: number, effects = AROUND) =>
      brokenRule(() => new Scene(withCma).cmaAllocate(pages, answer, effects, align));
    expect(aligned(2, 24, 3)).toBeNull();
    expect(aligned(2, 24, 4)).toBe('INV-145');
    expect(aligned(2, NO_MEMORY, 4, [])).toBeNull();
    expect(aligned(2, 25, 1)).toBe('INV-145');
  });

  test('is not refused for what lies beside its place', () => {
    const beside = (...effects: readonly Effect[]) => {
      const scene = new Scene(withCma);
      scene.cmaAllocate(2, 24, AROUND);
      return brokenRule(() => scene.cmaAllocate(6, NO_MEMORY, effects));
    };
    expect(beside(['culprit', 24])).toBe('INV-3');
    expect(beside(['culprit', 25])).toBe('INV-3');
    expect(beside(['isolated', 24], ['culprit', 24], ['unisolated', 24])).toBe('INV-3');
  });

  test('keeps nothing of a place that it was refused', () => {
    expect(brokenRule(() => new Scene(withCma).cmaAllocate(2, NO_MEMORY, AROUND))).toBe('INV-145');
    expect(brokenRule(() => new Scene(withCma).cmaAllocate(2, 26, [...AROUND, ...AROUND]))).toBe('INV-145');
  });

  test('is refused if no place is large enough, and only then', () => {
    new Scene(withCma).cmaAllocate(9, NO_MEMORY);
    expect(brokenRule(() => new Scene(withCma).cmaAllocate(9, 24, AROUND))).toBe('INV-4');
    expect(brokenRule(() => new Scene(withCma).cmaAllocate(8, INVALID))).not.toBeNull();
    new Scene(withCma).cmaAllocate(0, INVALID);
    new Scene(withCma).cmaAllocate(1, INVALID, [], 0, 1);
  });
});

test('memory of an area that lies idle while a request is refused is worth a finding', () => {
  const idle = (pages: number) => {
    const scene = new Scene(withCma);
    retire(scene, 0, pages);
    scene.allocate('kernel', NO_MEMORY);
    return scene.state.findings[FINDING['cma-idle']];
  };
  expect(idle(24)).toBe(1);
  expect(idle(32)).toBe(0);
});

test('an area in ZONE_MOVABLE is closed to buffers, which is worth a finding, and to kernel pages', () => {
  const closed = (name: 'buffer' | 'kernel', carrier: 'zone' | 'migratetype') => {
    const scene = new Scene({ ...withCma, boot: { kernelcore: 'mirror', cma: carrier } });
    retire(scene, 0, 24);
    const { state } = scene;
    if (name === 'buffer' && carrier === 'migratetype') scene.allocate(name, 24);
    else scene.allocate(name, NO_MEMORY);
    return [state.findings[FINDING['cma-closed']], state.findings[FINDING['cma-idle']]];
  };
  expect(closed('buffer', 'zone')).toEqual([1, 0]);
  expect(closed('kernel', 'zone')).toEqual([0, 0]);
  expect(closed('kernel', 'migratetype')).toEqual([0, 1]);
  expect(closed('buffer', 'migratetype')).toEqual([0, 0]);
});

test.each([0, 1, 2])(
  'the places of a request aligned to order %i are those where no frame is given out',
  (align) => {
    const scene = new Scene(withCma);
    const given = [24, 25, 26, 27].map((pfn) => scene.cmaAllocate(1, pfn, AROUND));
    for (const place of [0, 1, 3]) scene.cmaRelease(given[place]!); // Four of them.
    const { state } = scene;
    const span = { start: 24, end: 32 };
    for (let pages = 1; pages <= 8; pages++) {
      const found: number[] = [];
      for (let at = nextPlace(state, span, 24, pages, align); at >= 0; ) {
        found.push(at);
        at = nextPlace(state, span, at + 1, pages, align, at + pages);
      }
      const frames = Array.from({ length: pages }, (_, frame) => frame);
      const right = Array.from({ length: 8 }, (_, offset) => 24 + offset).filter(
        (at) =>
          at % 2 ** align === 0 && at + pages <= 32 && !frames.some((frame) => isInRange(state, at + frame)),
      );
      expect(found).toEqual(right);
    }
  },
);

describe('an area at the first frame', () => {
  const first = machine('U0-32', { cma: [{ start: 0, end: 8 }] });
  const around: Effect[] = [
    ['isolated', 0],
    ['unisolated', 0],
  ];

  test('is like any other', () => {
    const scene = new Scene(first, 'none');
    expect(availableIn(scene.state, 0)).toBe(8);
    const range = scene.cmaAllocate(3, 0, around, 2);
    expect([scene.state.rangeArea[range], availableIn(scene.state, 0)]).toEqual([0, 5]);
    expect(brokenRule(() => scene.cmaRelease(range, INVALID))).toBe('INV-145');
    expect(brokenRule(() => scene.cmaRelease(range))).toBeNull();
    expect([scene.state.freeCma[2], availableIn(scene.state, 0)]).toEqual([8, 8]);
  });

  test('is not left without a word', () => {
    expect(brokenRule(() => new Scene(first, 'none').cmaAllocate(2, NO_MEMORY))).toBe('INV-3');
    expect(brokenRule(() => new Scene(first, 'none').cmaAllocate(2, 0))).not.toBe('INV-3');
  });
});

test('a grant without a word is no refusal', () => {
  expect(brokenRule(() => new Scene(withCma).cmaAllocate(2, 24))).not.toBe('INV-3');
});

describe('it is counted what became of a request', () => {
  const ended = (answer: number, effects: readonly Effect[], prepare: (scene: Scene) => void = () => {}) => {
    const scene = new Scene(withCma);
    prepare(scene);
    return counted(scene, () => scene.cmaAllocate(2, answer, effects));
  };

  test('a grant, places that were passed over, and an end', () => {
    const pinned = (scene: Scene) => scene.pin(scene.allocate('buffer', 24), 'short', 24);
    expect(ended(24, AROUND)).toEqual({ 'area-given': 1 });
    expect(ended(25, [['culprit', 24], ...AROUND], pinned)).toEqual({
      'area-given': 1,
      'area-skipped-busy': 1,
    });
    expect(ended(INTERRUPTED, AROUND, (scene) => scene.inject('signal', 0))).toEqual({});
    const scene = new Scene(withCma);
    expect(counted(scene, () => scene.cmaAllocate(9, NO_MEMORY))).toEqual({ 'area-exhausted': 1 });
    const range = scene.contigAllocate(0, 8, DONE, [
      ['isolated', 0],
      ['unisolated', 0],
    ]);
    expect(counted(scene, () => scene.cmaRelease(range, INVALID))).toEqual({ 'area-release-refused': 1 });
  });
});
