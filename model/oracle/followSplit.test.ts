import { describe, expect, test } from 'vitest';
import { BUSY, DONE, INVALID } from '../../spec/operations/outcome.ts';
import { transitionNumberOf } from '../compile/compiledMachine.ts';
import { hugePageTable } from '../compile/hugePageTable.ts';
import { HUGE_PAGE_EVENT, HUGE_PAGE_LEAF } from '../machines/hugePageRules.ts';
import { counted } from '../testing/counted.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

/** An allocation at 0, and the rest free. */
function made(request = 'user', order = 2) {
  const scene = new Scene(plain, 'none');
  return { scene, handle: scene.allocate(request, 0, { order }) };
}

describe('a half that is unmapped', () => {
  test('makes nothing free, and waits until it is split or gone', () => {
    const { scene, handle } = made();
    scene.unmapPart(handle);
    scene.unmapPart(handle);
    expect([scene.state.queued[handle], scene.state.free[2]]).toEqual([1, 28]);
    scene.free(handle);
    expect([scene.state.queued[handle], scene.state.free[2]]).toEqual([0, 32]);
  });

  test('INV-174: cannot wait in a block of two pages, nor in kernel memory', () => {
    const unmapped = (request: string, order: number, answer: number) => {
      const { scene, handle } = made(request, order);
      return brokenRule(() => scene.unmapPart(handle, answer));
    };
    expect(unmapped('user', 1, DONE)).toBe('INV-174');
    expect(unmapped('user', 1, INVALID)).toBeNull();
    expect(unmapped('kernel', 2, DONE)).toBe('INV-174');
    expect(unmapped('kernel', 2, INVALID)).toBeNull();
    expect(unmapped('user', 2, INVALID)).toBe('INV-3');
  });

  test('moves with its block', () => {
    const { scene, handle } = made();
    scene.unmapPart(handle);
    scene.migrate(handle, 4, [['moved', 0, 4]]);
    scene.split(handle);
    expect(scene.state.free[2]).toBe(30);
  });

  test('is reported once, and all of those that wait', () => {
    const { scene, handle } = made();
    const other = scene.allocate('user', 4, { order: 2 });
    scene.unmapPart(handle);
    const reports = (...pfns: number[]) =>
      brokenRule(() =>
        scene.report((into) => {
          for (const pfn of pfns) into.queuedForSplit(pfn);
        }),
      );
    expect([reports(0), reports(4), reports(0, 0)]).toEqual([null, 'INV-174', 'INV-174']);
    scene.unmapPart(other);
    expect([reports(0), reports(0, 4)]).toEqual(['INV-174', null]);
  });
});

describe('a split', () => {
  test('leaves two allocations of half the size', () => {
    const { scene, handle } = made();
    scene.mlock(handle);
    const upper = scene.split(handle);
    expect([scene.oracle.where(handle), scene.oracle.where(upper)]).toEqual([0, 2]);
    expect([scene.oracle.orderOf(handle), scene.oracle.orderOf(upper)]).toEqual([1, 1]);
    expect(scene.state.locked[upper]).toBe(1);
    scene.mlock(upper, false);
    scene.reclaim(2, 2, [['reclaimed', 2]]);
    scene.split(handle);
    expect(scene.oracle.orderOf(handle)).toBe(0);
  });

  test('frees an unmapped half at once, to a list of any kind', () => {
    const { scene, handle } = made();
    scene.unmapPart(handle);
    scene.split(handle, [['cached', 2, 1]]);
    expect([scene.state.queued[handle], scene.state.cached[2]]).toEqual([0, 2]);
    const wrong = made();
    wrong.scene.unmapPart(wrong.handle);
    expect(brokenRule(() => wrong.scene.split(wrong.handle, [['cached', 0, 1]]))).toBe('INV-4');
  });

  test('frees nothing else', () => {
    const { scene, handle } = made();
    expect(brokenRule(() => scene.split(handle, [['cached', 2, 1]]))).toBe('INV-4');
  });

  test('INV-174: leaves whole what somebody holds', () => {
    const held = () => {
      const begun = made();
      begun.scene.pin(begun.handle, 'short', 0);
      return begun;
    };
    const split = (answer: number, culprit = -1) => {
      const { scene, handle } = held();
      return brokenRule(() => scene.split(handle, culprit < 0 ? [] : [['culprit', culprit]], answer));
    };
    expect([split(DONE), split(BUSY, 0), split(BUSY), split(BUSY, 1), split(INVALID)]).toEqual([
      'INV-174',
      null,
      'INV-3',
      'INV-3',
      'INV-3',
    ]);
  });

  test('is refused to single pages and to kernel memory, and to nobody else', () => {
    const refused = (request: string, order: number, answer: number) => {
      const { scene, handle } = made(request, order);
      return brokenRule(() => scene.split(handle, [], answer));
    };
    expect([refused('user', 0, INVALID), refused('user', 0, DONE)]).toEqual([null, 'INV-174']);
    expect([refused('kernel', 2, INVALID), refused('kernel', 2, DONE)]).toEqual([null, 'INV-174']);
    expect([refused('user', 2, INVALID), refused('user', 2, BUSY)]).toEqual(['INV-3', 'INV-3']);
  });
});

test('splits, unmapped halves and refusals are counted', () => {
  const grown = (
    deed: (scene: Scene) => void,
    prepare: (scene: Scene) => void = () => {},
    request = 'user',
  ) => {
    const scene = new Scene(plain, 'none');
    scene.allocate(request, 0, { order: 2 });
    prepare(scene);
    return counted(scene, () => deed(scene));
  };
  const unmapped = (scene: Scene) => scene.unmapPart(0);
  expect(grown(unmapped)).toEqual({ 'part-unmapped': 1 });
  expect(grown((scene) => scene.split(0))).toEqual({ split: 1 });
  expect(grown((scene) => scene.split(0), unmapped)).toEqual({ 'split-freed': 1 });
  expect(
    grown(
      (scene) => scene.split(0, [], INVALID),
      () => {},
      'kernel',
    ),
  ).toEqual({});
  const held = (scene: Scene) => scene.getRef(0);
  expect(grown((scene) => scene.split(0, [['culprit', 0]], BUSY), held)).toEqual({ 'split-refused': 1 });
});

test('a split that cannot be names no page', () => {
  const scene = new Scene(plain, 'none');
  scene.allocate('kernel', 0, { order: 1 });
  scene.getRef(0);
  expect(brokenRule(() => scene.split(0, [['culprit', 0]], INVALID))).toBe('INV-3');
  expect(brokenRule(() => scene.split(0, [['culprit', 0]], BUSY))).toBe('INV-3');
  expect(brokenRule(() => scene.split(0, [], INVALID))).toBeNull();
});

test('each half goes its own way through the machine', () => {
  const walked = (isUnmapped: boolean) => {
    const scene = new Scene(plain, 'none');
    scene.allocate('user', 0, { order: 2 });
    if (isUnmapped) scene.unmapPart(0);
    const before = [...scene.state.hugePageTransitions];
    scene.split(0);
    return [...scene.state.hugePageTransitions].map((count, number) => count - before[number]!);
  };
  const number = (event: 'part' | 'partFreed', to: 'huge' | 'freed') =>
    transitionNumberOf(hugePageTable, HUGE_PAGE_EVENT[event], HUGE_PAGE_LEAF.split, HUGE_PAGE_LEAF[to]);
  const [whole, half] = [walked(false), walked(true)];
  expect([whole[number('part', 'huge')], whole[number('partFreed', 'freed')]]).toEqual([2, 0]);
  expect([half[number('part', 'huge')], half[number('partFreed', 'freed')]]).toEqual([1, 1]);
});

test('a split of what somebody holds is refused as such', () => {
  const scene = new Scene(plain, 'none');
  scene.allocate('user', 0, { order: 2 });
  scene.getRef(0);
  expect(brokenRule(() => scene.split(0, [['culprit', 0]], INVALID))).toBe('INV-3');
});
