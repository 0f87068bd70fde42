import { describe, expect, test } from 'vitest';
import { BUSY, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { leavesIn } from '../../spec/pages/leaf.ts';
import { mirrored, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

describe('a free', () => {
  const held = () => {
    const scene = new Scene(plain);
    return { scene, handle: scene.allocate('user', 4, { order: 2 }) };
  };
  const freed = (effects: readonly Effect[], answer = 0) => {
    const { scene, handle } = held();
    return brokenRule(() => scene.free(handle, effects, answer));
  };

  test('is never refused to the holder', () => {
    expect(freed([])).toBeNull();
    expect(freed([], BUSY)).toBe('INV-117');
    expect(freed([], NO_MEMORY)).toBe('INV-117');
  });

  test('keeps privately the block that was freed, as a whole, and no other', () => {
    expect(freed([['cached', 4, 2]])).toBeNull();
    expect(freed([['cached', 4, 1]])).toBe('INV-117');
    expect(freed([['cached', 7, 0]])).toBe('INV-117');
    expect(freed([['cached', 8, 1]])).toBe('INV-4');
    for (const [pfn, order] of [
      [0, 2],
      [0, 1],
      [4, 3],
      [6, 2],
    ] as const)
      expect(freed([['cached', pfn, order]])).toBe('INV-4');
    expect(
      freed([
        ['cached', 4, 2],
        ['cached', 4, 2],
      ]),
    ).toBe('INV-4');
  });

  test('may make room on the private lists, and does nothing else', () => {
    expect(
      freed([
        ['cached', 4, 2],
        ['putBack', 4, 2],
      ]),
    ).toBeNull();
    expect(freed([['took', 0, 0]])).toBe('INV-4');
    expect(freed([['moved', 4, 8]])).toBe('INV-4');
  });

  test('keeps no large block privately', () => {
    const scene = new Scene(plain);
    const handle = scene.allocate('user', 0, { order: 4 });
    expect(brokenRule(() => scene.free(handle, [['cached', 0, 4]]))).toBe('INV-118');
  });
});

test('a page of the mirror goes straight home, and others may be hidden where nothing is told', () => {
  const scene = new Scene(mirrored, 'migratetype', { reportsCache: false });
  const freed = (pfn: number, request: string) => {
    scene.free(scene.allocate(request, pfn));
    return leavesIn(scene.state.belief[pfn]!);
  };
  expect(freed(0, 'kernel')).toEqual(['free.available']);
  expect(freed(32, 'user')).toEqual(['free.available', 'free.cached']);
});
