import { describe, expect, test } from 'vitest';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { CMA, HIGHATOMIC, MOVABLE, RECLAIMABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, mirrored, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';
import { insertFree, removeFree } from './freeIndex.ts';
import { judgeList } from './judgeList.ts';
import { RUNG_LOW, RUNG_MIN } from './marks.ts';
import { newServing } from './serving.ts';

const GROUPED = { groupsByMobility: true };
const ZONE = 2;
const claim = (pfn: number, type: number): Effect => ['typeChanged', pfn, type];
const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]];

/** All pages are in user hands but these; the pageblocks are of such types. */
function freeAlone(
  pages: readonly number[],
  types: readonly number[],
  layout = plain,
  habits = GROUPED,
): Scene {
  const scene = new Scene(layout, 'none', habits);
  const held = Array.from({ length: 32 }, (_, pfn) => scene.allocate('user', pfn));
  scene.state.blockType.set(types);
  for (const pfn of pages) scene.free(held[pfn]!);
  return scene;
}

test('INV-139: who keeps types apart gives CMA to movable requests only, whether or not private lists are told of', () => {
  const served = (habits: object, request: string) => {
    const scene = new Scene(plain, 'none', habits);
    scene.state.blockType[0] = CMA; // As far as lists go, and not what frames may hold.
    return brokenRule(() => scene.allocate(request, 0));
  };
  for (const reportsCache of [true, false]) {
    expect(served({ ...GROUPED, reportsCache }, 'kernel')).toBe('INV-139');
    expect(served({ ...GROUPED, reportsCache }, 'user')).not.toBe('INV-139');
  }
  expect(served({ reportsCache: true }, 'kernel')).toBeNull();
});

describe('a loan', () => {
  test('is made by a kernel request whatever is free of CMA', () => {
    const scene = freeAlone([6, 7, 24, 25], [MOVABLE, MOVABLE, MOVABLE, CMA]);
    expect(brokenRule(() => scene.allocate('kernel', 6))).toBeNull();
    expect(met(scene, 'stolen')).toBe(1);
  });

  test('takes of a larger block where there is no smaller one', () => {
    const types = [MOVABLE, RECLAIMABLE, MOVABLE, MOVABLE];
    const borrowed = (pfn: number, ...pages: readonly number[]) =>
      brokenRule(() => freeAlone(pages, types).allocate('kernel', pfn));
    expect([borrowed(6, 6, 7), borrowed(7, 6, 7), borrowed(16, 6, 7, 16)]).toEqual([null, null, null]);
    expect([borrowed(6, 6, 7, 16), borrowed(14, 6, 7, 14, 15), borrowed(6, 6, 7, 14, 15)]).toEqual([
      'INV-142',
      null,
      'INV-142',
    ]);
  });
});

describe('where the mirror has a list of its own', () => {
  const scene = () => new Scene(mirrored, 'migratetype', GROUPED);

  test('other lists are judged as ever', () => {
    const pages = scene();
    pages.allocate('user', 32, { order: 4 });
    for (let pfn = 48; pfn < 56; pfn++) pages.allocate('user', pfn);
    removeFree(pages.state, 56, 3);
    pages.state.blockType[7] = UNMOVABLE;
    insertFree(pages.state, 56, 3);
    pages.free(2);
    expect(brokenRule(() => pages.allocate('user', 56))).toBe('INV-142');
    expect(brokenRule(() => pages.allocate('user', 49))).toBeNull();
  });

  test('a campaign hears who was served from where', () => {
    const kernel = scene();
    kernel.allocate('kernel', 0);
    expect([
      met(kernel, 'mirror-type-first'),
      met(kernel, 'mirror-type-empty'),
      met(kernel, 'mirror-type-last'),
    ]).toEqual([1, 0, 0]);
    const user = scene();
    retire(user, 32, 64);
    user.allocate('user', 0);
    expect([
      met(user, 'mirror-type-first'),
      met(user, 'mirror-type-empty'),
      met(user, 'mirror-type-last'),
    ]).toEqual([0, 0, 1]);
  });
});

describe('what is reserved for high-order atomic requests', () => {
  /** Pageblock 0 is reserved, with two pages free; of the others so much is free. */
  const judged = (request: string, order: number, rung: number, others: readonly number[] = [], pfn = 0) => {
    const scene = freeAlone([0, 1, ...others], [HIGHATOMIC, MOVABLE, MOVABLE, MOVABLE]);
    scene.state.lastRung = rung;
    const terms = scene.oracle.book.classes[requestClassNumber(request)]!;
    const rule = brokenRule(() => judgeList(scene.state, newServing(terms, 0, order, 0), pfn, order));
    return { rule, served: met(scene, 'highatomic-served'), lent: met(scene, 'highatomic-lent') };
  };
  const ruleOf = (...asked: Parameters<typeof judged>) => judged(...asked).rule;

  test('serves them at the min mark, before any other list', () => {
    expect(judged('atomic', 1, RUNG_MIN)).toEqual({ rule: null, served: 1, lent: 0 });
    expect(ruleOf('atomic', 1, RUNG_MIN, [16, 17])).toBeNull();
    expect(ruleOf('atomic', 1, RUNG_MIN, [16, 17], 16)).toBe('INV-133');
    expect(ruleOf('atomic', 1, RUNG_LOW)).toBe('INV-133');
  });

  test('is lent to others that cannot wait, as a last resort at the min mark', () => {
    expect(judged('nowait', 0, RUNG_MIN)).toEqual({ rule: null, served: 0, lent: 1 });
    expect(ruleOf('nowait', 0, RUNG_MIN, [16])).toBe('INV-133');
    expect(ruleOf('nowait', 0, RUNG_LOW)).toBe('INV-133');
    expect(ruleOf('kernel', 0, RUNG_MIN)).toBe('INV-133');
    expect(ruleOf('kernel', 0, RUNG_LOW)).toBe('INV-133');
  });
});

test('a campaign hears that CMA served where it is memory of ZONE_MOVABLE', () => {
  const served = (cma?: 'zone') => {
    const layout = machine('U0-32', { cma: [{ start: 24, end: 32 }], boot: cma ? { cma } : {} });
    const scene = new Scene(layout, 'none', GROUPED);
    retire(scene, 0, 24);
    scene.allocate('user', 24);
    return [met(scene, 'cma-zone-served'), met(scene, 'cma-first')];
  };
  expect([served(), served('zone')]).toEqual([
    [0, 1],
    [1, 1],
  ]);
});

describe('a claim', () => {
  const claimed = (scene: Scene, request: string, answer: number, order: number, ...effects: Effect[]) =>
    brokenRule(() => scene.allocate(request, answer, { order, effects }));
  const UNTAKEN = [UNMOVABLE, UNMOVABLE, UNMOVABLE, UNMOVABLE];

  test('is not made for a movable request that CMA has a block for', () => {
    const types = [UNMOVABLE, UNMOVABLE, UNMOVABLE, CMA];
    const scene = () => freeAlone([0, 1, 2, 3, 24], types);
    expect(claimed(scene(), 'user', 0, 0, claim(0, MOVABLE))).toBe('INV-142');
    expect(claimed(freeAlone([0, 1, 2, 3], types), 'user', 0, 0, claim(0, MOVABLE))).toBeNull();
  });

  test('of a part is not made while a whole pageblock is free, even where it would bring nothing', () => {
    const scene = freeAlone(
      [0, 2, 4, 6, 16, 17, 18, 19, 20, 21, 22, 23],
      [MOVABLE, MOVABLE, MOVABLE, MOVABLE],
    );
    expect(claimed(scene, 'kernel', 0, 1, claim(0, UNMOVABLE))).toBe('INV-142');
  });

  test('of a pageblock without a free page brings nothing, and movable requests claim for no such thing', () => {
    const kernel = freeAlone([], [MOVABLE, MOVABLE, MOVABLE, MOVABLE]);
    kernel.state.claim.fill(1); // Pages of the kernel, all of them.
    expect(claimed(kernel, 'kernel', 0, 0, claim(0, UNMOVABLE))).toBe('INV-141');
    expect(claimed(freeAlone([], UNTAKEN), 'user', 0, 0, claim(0, MOVABLE))).toBe('INV-142');
    expect(claimed(freeAlone([0, 2, 4, 6], UNTAKEN), 'user', 0, 0, claim(0, MOVABLE))).toBe('INV-142');
    expect(claimed(freeAlone([0, 1, 4, 6], UNTAKEN), 'user', 0, 0, claim(0, MOVABLE))).toBeNull();
  });

  test('begins with the largest block, also for a request of just the size of the next', () => {
    const scene = () => freeAlone([0, 1, 2, 3, 8, 9, 12, 13], [MOVABLE, MOVABLE, MOVABLE, MOVABLE]);
    expect(claimed(scene(), 'kernel', 8, 1, claim(8, UNMOVABLE))).toBe('INV-142');
    expect(claimed(scene(), 'kernel', 0, 1, claim(0, UNMOVABLE))).toBeNull();
  });

  test('is of a single page where that is a pageblock', () => {
    const geometry = { ...plain.geometry, maxOrder: 2, pageblockOrder: 0, memoryBlockPages: 4 };
    const scene = new Scene(machine('U0-8', { geometry }), 'none', GROUPED);
    retire(scene, 0, 3);
    retire(scene, 4, 8);
    expect(claimed(scene, 'kernel', 3, 0, claim(3, UNMOVABLE))).toBeNull();
    expect(met(scene, 'claimed-whole')).toBe(1);
  });

  test('of a part leaves private lists as they are, and takes along all that is free', () => {
    const scene = freeAlone([0, 1, 2, 3], [MOVABLE, MOVABLE, MOVABLE, MOVABLE]);
    scene.free(6, [['cached', 6, 0]]);
    expect(claimed(scene, 'kernel', 0, 0, claim(0, UNMOVABLE))).toBeNull();
    expect([scene.state.tag[6], scene.state.tag[8], scene.state.free[ZONE]]).toEqual([32, 64, 3]);
    expect(brokenRule(() => scene.allocate('kernel', 2, { order: 1 }))).toBeNull();
  });
});
