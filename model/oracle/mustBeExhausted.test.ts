import { describe, expect, test } from 'vitest';
import type { DesignName } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { CMA, HIGHATOMIC, MIRROR, MOVABLE, RECLAIMABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, mirrored, plain } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';
import { type CompactionRun, newRun } from './compaction.ts';
import { mustBeExhausted } from './mustBeExhausted.ts';
import { FACT_ISOLATED } from './state.ts';

type Blocks = readonly (readonly [pfn: number, order: number, request?: string])[];

interface World {
  readonly used: Blocks;
  readonly free: Blocks;
  readonly layout?: Layout;
  readonly design?: DesignName;
  readonly habits?: object;
  /** What else is so, before all other pages leave circulation. */
  readonly and?: (scene: Scene) => void;
}

function sceneOf({ used, free, layout = plain, design = 'none', habits = {}, and }: World): Scene {
  const scene = new Scene(layout, design, habits);
  and?.(scene);
  for (const [pfn, order, request = 'user'] of used)
    scene.allocate(request, pfn, { order, node: scene.state.zone[pfn]! >> 2 });
  const left = new Set<number>();
  for (const [pfn, order] of [...used, ...free])
    for (let frame = pfn; frame < pfn + 2 ** order; frame++) left.add(frame);
  for (let pfn = 0; pfn < scene.state.frameCount; pfn++)
    if (!left.has(pfn) && scene.state.zone[pfn] !== 255 && scene.oracle.state.tag[pfn]! < 32)
      retire(scene, pfn, pfn + 1);
  return scene;
}

interface Ended {
  readonly order?: number;
  readonly zone?: number;
  readonly source?: number;
  readonly target?: number;
}

/** What is broken by the end of a run there, if nobody tells of a move. */
function ended(world: World, { order = 1, zone = 2, ...course }: Ended = {}, poke?: (scene: Scene) => void) {
  const scene = sceneOf(world);
  poke?.(scene);
  const run: CompactionRun = Object.assign(newRun(zone, order, MOVABLE, 2), course);
  return brokenRule(() => mustBeExhausted(scene.state, scene.oracle.book, run));
}

/** A page at 0 and a free one at 20. */
const OPEN: World = { used: [[0, 0]], free: [[20, 0]] };
const MORE = 'INV-3';

describe('compaction ends too early while a page could move', () => {
  test('to a free place in a higher pageblock', () => {
    expect(ended(OPEN)).toBe(MORE);
    expect(ended({ used: [[7, 0]], free: [[31, 0]] })).toBe(MORE);
    expect(ended({ used: [[0, 2]], free: [[20, 2]] }, { order: 3 })).toBe(MORE);
    expect(ended({ used: [[0, 0]], free: [[16, 4]] })).toBe(MORE);
    expect(ended({ used: [[0, 1]], free: [[24, 3]] }, { order: 4 })).toBe(MORE);
    expect(ended({ used: [[15, 0]], free: [[16, 4]] })).toBe(MORE);
  });

  test.each([MOVABLE, CMA])('to a pageblock of type %i', (type) => {
    expect(ended(OPEN, {}, ({ state }) => state.blockType.fill(type, 2, 3))).toBe(MORE);
  });

  test('in the mirror, where that is no reserve', () => {
    expect(ended(OPEN, {}, ({ state }) => state.blockType.fill(MIRROR, 0, 1))).toBe(MORE);
    expect(ended({ ...OPEN, used: [[32, 0]], free: [[48, 0]], layout: mirrored, design: 'reserve' })).toBe(
      MORE,
    );
  });
});

describe('compaction is at its end', () => {
  test('where free places lie in the same pageblock or below', () => {
    expect(ended({ used: [[0, 0]], free: [[1, 0]] })).toBeNull();
    expect(ended({ used: [[8, 0]], free: [[9, 0]] })).toBeNull();
    expect(ended({ used: [[20, 0]], free: [[12, 0]] })).toBeNull();
  });

  test('where the scanners have been', () => {
    expect(ended(OPEN, { source: 1 })).toBeNull();
    expect(ended(OPEN, { target: 1 })).toBeNull();
    expect(ended(OPEN, { source: 0, target: 2 })).toBe(MORE);
  });

  test('where no place is large enough', () => {
    const pair = [0, 1] as const;
    expect(
      ended(
        {
          used: [pair],
          free: [
            [20, 0],
            [23, 0],
          ],
        },
        { order: 2 },
      ),
    ).toBeNull();
    expect(
      ended(
        {
          used: [pair],
          free: [
            [21, 0],
            [22, 0],
          ],
        },
        { order: 2 },
      ),
    ).toBeNull();
  });

  test('where what is left is no smaller than what is sought, or than a pageblock', () => {
    expect(ended({ used: [[0, 1]], free: [[20, 1]] })).toBeNull();
    expect(ended({ used: [[0, 3]], free: [[24, 3]] }, { order: 4 })).toBeNull();
  });

  test.each([UNMOVABLE, RECLAIMABLE, HIGHATOMIC])(
    'where free places lie in pageblocks of type %i',
    (type) => {
      expect(ended(OPEN, {}, ({ state }) => state.blockType.fill(type, 2, 3))).toBeNull();
    },
  );

  test('where the page or the place is of another zone', () => {
    const layout = machine('U0-16 1:U16-32');
    expect([2, 6].map((zone) => ended({ ...OPEN, layout }, { zone }))).toEqual([null, null]);
    expect(ended({ used: [[16, 0]], free: [[24, 0]], layout }, { zone: 6 })).toBe(MORE);
  });

  test('where the page must stay', () => {
    expect(ended({ ...OPEN, used: [[0, 0, 'kernel']] })).toBeNull();
    expect(ended({ ...OPEN, used: [[0, 0]] }, {}, (scene) => scene.getRef(0))).toBeNull();
    expect(ended(OPEN, {}, ({ state }) => state.facts.fill(FACT_ISOLATED, 0, 1))).toBeNull();
  });

  test('where the page lies in what is reserved or set aside', () => {
    expect(ended(OPEN, {}, ({ state }) => state.blockType.fill(HIGHATOMIC, 0, 1))).toBeNull();
    const apart: World = { used: [[32, 0]], free: [[48, 0]], layout: mirrored, design: 'reserve' };
    expect(ended(apart, {}, ({ state }) => state.blockType.fill(MIRROR, 4, 5))).toBeNull();
  });

  test('where a part of a contiguous range is left', () => {
    const and = (scene: Scene): void => {
      scene.contigAllocate(32, 2, DONE, [
        ['isolated', 32],
        ['unisolated', 32],
      ]);
    };
    const range: World = {
      used: [],
      free: [
        [32, 1],
        [56, 1],
      ],
      layout: mirrored,
      design: 'kernelcore',
      and,
    };
    expect(ended(range, { order: 2, zone: 3 })).toBeNull();
  });

  test('where types are not known', () => {
    expect(ended({ ...OPEN, habits: { groupsByMobility: true, reportsCache: false } })).toBeNull();
    expect(ended({ ...OPEN, habits: { groupsByMobility: true } })).toBe(MORE);
  });
});

describe('a page with a right to the mirror', () => {
  /** Memory below 32 is mirrored, that from 48 on is not, in one zone. */
  const mixed: World = {
    used: [[16, 0, 'critical']],
    free: [],
    layout: machine('M0-32 U32-48 U48-64o'),
    design: 'nonmirror',
  };
  const and = (scene: Scene): void => scene.online(3, 'kernel', DONE, [['zoneChosen', 2]]);
  const critical = (...free: Blocks): World => {
    const early = (scene: Scene): void => {
      scene.allocate('critical', 16);
      and(scene);
    };
    return { ...mixed, used: [], free: [[16, 0], ...free], and: early };
  };

  test('does not move to memory that is not mirrored', () => {
    expect(ended(critical([48, 0]))).toBeNull();
    expect(ended(critical([24, 0]))).toBe(MORE);
  });

  test('does not move back either, nor to a private list', () => {
    expect(ended(critical([48, 0], [8, 0]))).toBeNull();
    expect(ended(critical([48, 0], [17, 0]))).toBeNull();
    const cached = (scene: Scene): void => {
      scene.allocate('critical', 16);
      scene.free(scene.allocate('critical', 25), [['cached', 25, 0]]);
      and(scene);
    };
    expect(
      ended({
        ...mixed,
        used: [],
        free: [
          [16, 0],
          [48, 0],
        ],
        and: cached,
      }),
    ).toBeNull();
  });
});

describe('beside a place that would not take in what moves, and so is looked over', () => {
  /** A critical page at 0, and a free one at 24, which is not mirrored. */
  const beside = (memory: string, ...free: Blocks): World => ({
    used: [],
    free: [[0, 0], [24, 0], ...free],
    layout: machine(memory),
    design: 'nonmirror',
    and: (scene) => {
      scene.allocate('critical', 0);
      scene.online(1, 'kernel', DONE, [['zoneChosen', 2]]);
    },
  });
  const upper = 'M0-16 U16-32o M32-64';

  test('a place before the free scanner is one, and one behind it is none', () => {
    expect(ended(beside(upper, [32, 0]), { target: 4 })).toBe(MORE);
    expect(ended(beside(upper, [32, 0]), { target: 3 })).toBeNull();
  });

  test('a place in a pageblock of another type or zone is none', () => {
    expect(ended(beside(upper, [40, 0]))).toBe(MORE);
    expect(
      ended(beside(upper, [40, 0]), {}, ({ state }) => state.blockType.fill(UNMOVABLE, 5, 6)),
    ).toBeNull();
    expect(ended(beside('M0-16 U16-32o M32-48 1:M48-64', [48, 0]))).toBeNull();
  });
});
