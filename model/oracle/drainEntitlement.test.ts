import { describe, expect, test } from 'vitest';
import { BUSY, DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { plain, withCma } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

/** One page is kept on a private list, at 9, and one held by user space, at 8. */
function withCachedPage(layout = plain): { scene: Scene; held: number } {
  const scene = new Scene(layout, layout === plain ? 'none' : 'kernelcore');
  const held = scene.allocate(layout === plain ? 'user' : 'buffer', 8);
  const cached = scene.allocate(layout === plain ? 'user' : 'buffer', 9);
  scene.free(cached, [['cached', 9]]);
  return { scene, held };
}
const drained: Effect = ['putBack', 9, 0];

describe('private lists are left alone by', () => {
  test('reclaim', () => {
    const rule = (effects: readonly Effect[]) =>
      brokenRule(() => withCachedPage().scene.reclaim(1, 1, effects));
    expect(rule([['reclaimed', 8]])).toBeNull();
    expect(rule([drained, ['reclaimed', 8]])).toBe('INV-4');
    expect(rule([['reclaimed', 8], drained])).toBe('INV-4');
  });

  test('the end of a contiguous range', () => {
    const free = (effects: readonly Effect[]) => {
      const { scene } = withCachedPage();
      const range = scene.contigAllocate(16, 2, DONE, [
        ['isolated', 16],
        ['unisolated', 16],
      ]);
      return brokenRule(() => scene.contigFree(range, DONE, effects));
    };
    expect([free([]), free([drained])]).toEqual([null, 'INV-4']);
  });

  test('the release of frames of an area', () => {
    const release = (effects: readonly Effect[]) => {
      const { scene } = withCachedPage(withCma);
      const range = scene.cmaAllocate(2, 24, [
        ['isolated', 24],
        ['unisolated', 24],
      ]);
      return brokenRule(() => scene.cmaRelease(range, DONE, effects));
    };
    expect([release([]), release([drained])]).toEqual([null, 'INV-4']);
  });

  test('an isolation that is refused, while one that is not drains them', () => {
    const isolate = (pageblock: number, answer: number, effects: readonly Effect[]) => {
      const { scene } = withCachedPage();
      scene.allocate('kernel', 16);
      return brokenRule(() => scene.isolate(pageblock, answer, effects));
    };
    expect(isolate(2, BUSY, [['culprit', 16]])).toBeNull();
    expect(isolate(2, BUSY, [drained, ['culprit', 16]])).toBe('INV-4');
    expect(isolate(3, DONE, [drained, ['isolated', 24]])).toBeNull();
  });

  test('a range that is refused at sight', () => {
    const take = (pfn: number, answer: number, effects: readonly Effect[]) => {
      const { scene } = withCachedPage();
      scene.allocate('kernel', 16);
      return brokenRule(() => scene.contigAllocate(pfn, 2, answer, effects));
    };
    expect(take(16, BUSY, [['culprit', 16]])).toBeNull();
    expect(take(16, BUSY, [drained, ['culprit', 16]])).toBe('INV-4');
    expect(take(24, DONE, [drained, ['isolated', 24], ['unisolated', 24]])).toBeNull();
  });

  test('an upgrade that has nothing to move', () => {
    const { scene } = withCachedPage(withCma);
    expect(brokenRule(() => scene.upgrade(3, DONE, [drained]))).not.toBeNull();
  });
});

describe('a request that drained them although it could be served', () => {
  const drainedFirst = (answer: number) => {
    const { scene } = withCachedPage();
    return brokenRule(() => scene.allocate('user', answer, { effects: [drained] }));
  };

  test('did so without need', () => {
    expect(drainedFirst(10)).toBe('INV-4');
  });

  test('is blamed for its refusal first, if it was refused', () => {
    expect(drainedFirst(NO_MEMORY)).toBe('INV-3');
  });
});

describe('no place is sought for', () => {
  const refill: Effect = ['took', 16, 0];

  test('a move of what must stay', () => {
    const migrate = (effects: readonly Effect[]) => {
      const { scene, held } = withCachedPage();
      scene.pin(held, 'short', 8);
      return brokenRule(() => scene.migrate(held, BUSY, effects));
    };
    expect([migrate([['culprit', 8]]), migrate([refill, ['culprit', 8]])]).toEqual([null, 'INV-4']);
  });

  test('a collapse of what must stay', () => {
    const collapse = (effects: readonly Effect[]) => {
      const { scene, held } = withCachedPage();
      const other = scene.allocate('user', 10);
      scene.getRef(other);
      return brokenRule(() => scene.collapse(held, other, BUSY, effects));
    };
    expect([collapse([['culprit', 10]]), collapse([refill, ['culprit', 10]])]).toEqual([null, 'INV-4']);
  });
});
