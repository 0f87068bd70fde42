import { describe, expect, test } from 'vitest';
import { DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { CMA, HIGHATOMIC, MOVABLE, RECLAIMABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { mirrored, plain } from '../testing/machines.ts';
import { CLAIM, halfFree } from '../testing/pressure.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const ZONE = 2;
const GROUPED = { groupsByMobility: true };
const claim = (pfn: number, type = UNMOVABLE): Effect => ['typeChanged', pfn, type];

describe('a page that is freed to a private list', () => {
  test.each([
    [UNMOVABLE, UNMOVABLE],
    [MOVABLE, MOVABLE],
    [RECLAIMABLE, RECLAIMABLE],
    [CMA, MOVABLE],
    [HIGHATOMIC, MOVABLE],
  ])('of a pageblock of type %i waits among those of type %i', (type, list) => {
    const scene = new Scene(plain, 'none');
    const handle = scene.allocate('user', 0);
    scene.state.blockType[0] = type;
    scene.free(handle, [['cached', 0, 0]]);
    expect([scene.state.listType[0], scene.state.cached[ZONE]]).toEqual([list, 1]);
  });

  test('INV-118: is of no pageblock of the mirror', () => {
    const scene = new Scene(mirrored, 'migratetype', GROUPED);
    const [protectedPage, other] = [scene.allocate('kernel', 0), scene.allocate('user', 32)];
    expect(brokenRule(() => scene.free(protectedPage, [['cached', 0, 0]]))).toBe('INV-118');
    expect(brokenRule(() => scene.free(other, [['cached', 32, 0]]))).toBeNull();
  });

  test('is told of as such, and as nothing else', () => {
    const scene = new Scene(plain, 'none');
    const [first, second] = [scene.allocate('user', 0), scene.allocate('user', 1)];
    scene.free(second, [['cached', 1, 0]]);
    expect(brokenRule(() => scene.free(first, [['took', 0, 0]]))).toBe('INV-4');
  });

  test('goes back to a list that is withheld where its pageblock is', () => {
    const scene = new Scene(plain, 'none');
    scene.free(scene.allocate('user', 8), [['cached', 8, 0]]);
    scene.isolate(1, DONE, [['isolated', 8]]);
    expect([scene.state.isolatedFree[ZONE], scene.state.free[ZONE]]).toEqual([7, 24]);
    scene.drain([['putBack', 8, 0]]);
    expect([scene.state.isolatedFree[ZONE], scene.state.free[ZONE], scene.state.cached[ZONE]]).toEqual([
      8, 24, 0,
    ]);
  });
});

test('INV-4: who said that private lists would not be told of does not tell of them', () => {
  const quiet = () => new Scene(plain, 'none', { reportsCache: false });
  expect(brokenRule(() => quiet().allocate('user', 0, { effects: [['took', 0, 0]] }))).toBe('INV-4');
  const scene = quiet();
  const handle = scene.allocate('user', 0);
  expect(brokenRule(() => scene.free(handle, [['cached', 0, 0]]))).toBe('INV-4');
});

describe('a refill', () => {
  test('borrows only where no pageblock could be claimed', () => {
    const scene = () => {
      const scene = new Scene(plain, 'none', GROUPED);
      for (let pfn = 0; pfn < 32; pfn++) if (pfn < 4 || pfn > 7) scene.allocate('user', pfn);
      return scene;
    };
    const took = (pfn: number): Effect => ['took', pfn, 0];
    expect(brokenRule(() => scene().allocate('kernel', 4, { effects: [took(4)] }))).toBe('INV-141');
    expect(brokenRule(() => scene().allocate('kernel', 4, { effects: [claim(0), took(4)] }))).toBeNull();
  });

  test('needs no second check of the mark that a claim for it has raised', () => {
    const effects: Effect[] = [...CLAIM, ['took', 0, 0]];
    expect(brokenRule(() => halfFree().allocate('kernel', 0, { effects }))).toBeNull();
  });

  test('takes blocks that a private list may hold', () => {
    const scene = () => new Scene(plain, 'none');
    expect(brokenRule(() => scene().allocate('user', 0, { order: 4, effects: [['took', 0, 4]] }))).toBe(
      'INV-118',
    );
    expect(brokenRule(() => scene().allocate('user', 0, { order: 3, effects: [['took', 0, 3]] }))).toBeNull();
  });
});

describe('a claim of several pageblocks', () => {
  const fresh = () => new Scene(plain, 'none', GROUPED);
  const told = (scene: Scene, ...effects: Effect[]) =>
    brokenRule(() => scene.allocate('kernel', 16, { effects }));

  test('is told of each of them, and of no other on the way', () => {
    expect(told(fresh(), claim(16), claim(24))).toBeNull();
    expect(told(fresh(), claim(16), claim(0))).toBe('INV-4');
    expect(told(fresh(), claim(16), claim(8))).toBe('INV-4');
    expect(told(fresh(), claim(16), claim(32))).toBe('INV-4');
    expect(told(fresh(), claim(16), ['took', 24, 0])).toBe('INV-4');
  });

  test('is not told by what was told before', () => {
    const scene = fresh();
    scene.allocate('kernel', 16, { effects: [claim(16), claim(24)] });
    scene.reset();
    expect(told(scene, claim(16))).toBe('INV-4');
  });

  test('is told as far as it was, where types are not known', () => {
    const scene = new Scene(plain, 'none');
    expect(told(scene, claim(16))).toBeNull();
    expect([...scene.state.blockType]).toEqual([MOVABLE, MOVABLE, UNMOVABLE, UNMOVABLE]);
  });
});

describe('private lists that are emptied for a request', () => {
  /** The only free page is 31, on a private list. */
  const hoarded = () => {
    const scene = new Scene(plain, 'none');
    const handle = scene.allocate('user', 31);
    retire(scene, 0, 31);
    scene.free(handle, [['cached', 31, 0]]);
    return scene;
  };
  const refused = (request: string, order: number) =>
    brokenRule(() => hoarded().allocate(request, NO_MEMORY, { order, effects: [['putBack', 31, 0]] }));

  test('are no help to who cannot wait, and that is said once the refusal is found right', () => {
    expect([refused('kernel', 1), refused('nowait', 1), refused('nowait', 0)]).toEqual([
      null,
      'INV-205',
      'INV-3',
    ]);
  });

  /** Two pageblocks are reserved for atomic requests, the pages of one are free; the other free page, 31, is private. */
  const reserved = (unreserved = false) => {
    const scene = new Scene(plain, 'none', GROUPED);
    const held = Array.from({ length: 32 }, (_, pfn) => scene.allocate('user', pfn));
    scene.state.blockType.fill(HIGHATOMIC, 0, 2);
    for (let pfn = 0; pfn < 8; pfn++) scene.free(held[pfn]!);
    scene.free(held[31]!, [['cached', 31, 0]]);
    const effects: Effect[] = [...(unreserved ? [claim(0, MOVABLE)] : []), ['putBack', 31, 0]];
    return { scene, effects };
  };

  test('are emptied after a pageblock that was reserved for others was given up', () => {
    const asked = (unreserved: boolean) => {
      const { scene, effects } = reserved(unreserved);
      return brokenRule(() => scene.allocate('user', unreserved ? 0 : 31, { effects }));
    };
    expect([asked(true), asked(false)]).toEqual([null, 'INV-133']);
  });

  test('are emptied anyway by who empties memory, whatever is reserved', () => {
    const { scene, effects } = reserved();
    const isolated: Effect[] = [
      ['isolated', 16],
      ['isolated', 24],
    ];
    const rule = brokenRule(() => scene.offline(1, NO_MEMORY, [...effects, ...isolated, ['culprit', 16]]));
    expect(rule).not.toBe('INV-133');
  });
});
