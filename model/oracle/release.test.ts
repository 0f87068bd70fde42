import { describe, expect, test } from 'vitest';
import { DONE, POISON_FAILED } from '../../spec/operations/outcome.ts';
import { LEAF, leafMask } from '../../spec/pages/leaf.ts';
import { machine, plain } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { settleDoubts, settleDoubtsIn } from './release.ts';

const ZONE = 2;
const AVAILABLE = 1 << LEAF['free.available'];
const DOUBTFUL = leafMask('free.available', 'free.cached');
const HIDDEN = { reportsCache: false };

describe('what goes home', () => {
  test('is free, or withheld where its pageblock is', () => {
    const scene = new Scene(plain, 'none');
    const handle = scene.allocate('user', 0, { order: 4 });
    scene.isolate(1, DONE, [['isolated', 8]]);
    scene.free(handle);
    expect([scene.state.free[ZONE], scene.state.isolatedFree[ZONE]]).toEqual([24, 8]);
  });

  test('is free or withheld page by page beside a marked one, which leaves circulation', () => {
    const scene = new Scene(plain, 'none');
    const [free, withheld] = [
      scene.allocate('user', 0, { order: 2 }),
      scene.allocate('user', 8, { order: 2 }),
    ];
    scene.poison(1, 'injected', POISON_FAILED);
    scene.poison(9, 'injected', POISON_FAILED);
    scene.isolate(1, DONE, [['isolated', 8]]);
    scene.free(free);
    expect([scene.state.free[ZONE], scene.state.marked, scene.state.retired]).toEqual([23, 1, [1]]);
    scene.free(withheld);
    expect([scene.state.free[ZONE], scene.state.isolatedFree[ZONE]]).toEqual([23, 7]);
    expect([scene.state.marked, scene.state.retired]).toEqual([0, [1, 9]]);
    expect([0, 1, 2, 8, 9].map((pfn) => scene.state.belief[pfn])).toEqual([
      AVAILABLE,
      1 << LEAF['offline.poisoned'],
      AVAILABLE,
      1 << LEAF['free.isolated'],
      1 << LEAF['offline.poisoned'],
    ]);
  });
});

describe('what may have gone to a private list that nobody is told of', () => {
  /** In doubt, by the books of each zone: pages 4 and 5, and page 40 of another node. */
  const doubtful = () => {
    const scene = new Scene(machine('U0-32 1:U32-64'), 'none', HIDDEN);
    scene.allocate('user', 0, { order: 4 });
    scene.allocate('user', 32, { order: 4, node: 1 });
    scene.drain();
    const pair = scene.allocate('user', 20, { order: 1 });
    const single = scene.allocate('user', 56, { node: 1 });
    scene.drain();
    scene.free(pair);
    scene.free(single);
    return scene;
  };
  const beliefs = ({ state }: Scene) => [19, 20, 21, 22, 56, 57].map((pfn) => state.belief[pfn] === DOUBTFUL);
  const counts = ({ state }: Scene) => [state.doubtful[2], state.doubtful[6]];

  test('is in doubt, with all its pages and no others', () => {
    const scene = doubtful();
    expect(beliefs(scene)).toEqual([false, true, true, false, true, false]);
    expect(counts(scene)).toEqual([2, 1]);
  });

  test('is in doubt no more where it is settled', () => {
    const scene = doubtful();
    settleDoubtsIn(scene.state, 16, 4);
    expect(counts(scene)).toEqual([2, 1]);
    settleDoubtsIn(scene.state, 16, 5);
    expect([beliefs(scene), counts(scene)]).toEqual([
      [false, false, true, false, true, false],
      [1, 1],
    ]);
  });

  test('is settled as a whole by a drain of everything', () => {
    const scene = doubtful();
    settleDoubts(scene.state);
    expect(beliefs(scene)).toEqual([false, false, false, false, false, false]);
    expect([counts(scene), scene.state.doubts]).toEqual([[0, 0], []]);
  });
});
