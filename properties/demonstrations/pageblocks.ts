import { mirrored, plain } from '../../model/testing/machines.ts';
import { type Effect, retire, Scene } from '../../model/testing/scene.ts';
import { DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { HIGHATOMIC, RECLAIMABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

const GROUPED = { groupsByMobility: true };
const claim = (pfn: number, type: number = UNMOVABLE): Effect => ['typeChanged', pfn, type];
const fresh = () => new Scene(plain, 'none', GROUPED);
/** Eight free CMA pages at 24, and eight free Movable pages below them. */
const withCma = () => {
  const scene = new Scene({ ...plain, cma: [{ start: 24, end: 32 }] }, 'none', GROUPED);
  retire(scene, 0, 16);
  return scene;
};
/** The same with seven of the others. */
const mostlyCma = () => {
  const scene = withCma();
  retire(scene, 16, 17);
  return scene;
};
/** Three CMA pages are retired: five of them are free, and eight others. */
const withCmaUsed = () => {
  const scene = withCma();
  retire(scene, 24, 27);
  return scene;
};
/** Pageblock 0 holds five user pages; the rest of memory is in user hands. */
const crowded = () => {
  const scene = fresh();
  scene.allocate('user', 16, { order: 4 });
  scene.allocate('user', 8, { order: 3 });
  for (let pfn = 0; pfn < 5; pfn++) scene.allocate('user', pfn);
  return scene;
};
/** Pageblocks 0 and 1 are of the kernel, which holds page 0. */
const claimed = () => {
  const scene = fresh();
  scene.allocate('kernel', 0, { effects: [claim(0), claim(8)] });
  return scene;
};
/** Memory block 2, pageblocks 32 and 40, with a user page at 32. */
const withUser = () => {
  const scene = new Scene(mirrored);
  scene.allocate('user', 32);
  return scene;
};
/** The same with no room elsewhere. */
const stuck = () => {
  const scene = withUser();
  retire(scene, 0, 32);
  retire(scene, 48, 64);
  return scene;
};
const ISOLATED: Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
const ROLLED_BACK: Effect[] = [...ISOLATED, ['culprit', 32], ['unisolated', 32], ['unisolated', 40]];

/** Isolation, CMA and fallback between types. */
export const pageblockDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-133',
    'a pageblock is reserved for a request that is not entitled to it',
    fresh,
    (scene) => scene.allocate('kernel', 0, { effects: [claim(0, HIGHATOMIC)] }),
    (scene) => scene.allocate('kernel', 0, { effects: [claim(0), claim(8)] }),
  ),
  ofAnswer(
    'INV-134',
    'a page moves into the block that goes offline',
    withUser,
    (scene) => scene.offline(2, DONE, [...ISOLATED, ['moved', 32, 41]]),
    (scene) => scene.offline(2, DONE, [...ISOLATED, ['moved', 32, 48]]),
  ),
  ofAnswer(
    'INV-136',
    'a pageblock that was never isolated is put back into service',
    stuck,
    (scene) => scene.offline(2, NO_MEMORY, [...ROLLED_BACK, ['unisolated', 32]]),
    (scene) => scene.offline(2, NO_MEMORY, ROLLED_BACK),
  ),
  ofAnswer(
    'INV-137',
    'a pageblock is isolated twice',
    withUser,
    (scene) => scene.offline(2, DONE, [...ISOLATED, ['isolated', 32]]),
    (scene) => scene.offline(2, DONE, [...ISOLATED, ['moved', 32, 48]]),
  ),
  ofAnswer(
    'INV-138',
    'a CMA pageblock is claimed for the kernel',
    withCma,
    (scene) => scene.allocate('kernel', 24, { effects: [claim(24)] }),
    (scene) => scene.allocate('kernel', 16, { effects: [claim(16)] }),
  ),
  ofAnswer(
    'INV-139',
    'a kernel request gets a CMA page',
    withCma,
    (scene) => scene.allocate('kernel', 24),
    (scene) => scene.allocate('kernel', 16, { effects: [claim(16)] }),
  ),
  ofAnswer(
    'INV-140',
    'CMA serves although it is only half of what is free',
    withCma,
    (scene) => scene.allocate('user', 24),
    (scene) => scene.allocate('user', 16),
  ),
  ofAnswer(
    'INV-140',
    'CMA is passed over although it is more than half of what is free',
    mostlyCma,
    (scene) => scene.allocate('user', 23),
    (scene) => scene.allocate('user', 24),
  ),
  ofAnswer(
    'INV-140',
    'CMA serves before the little that the own lists still have',
    withCmaUsed,
    (scene) => scene.allocate('user', 27),
    (scene) => scene.allocate('user', 16),
  ),
  ofAnswer(
    'INV-141',
    'a pageblock is claimed of which less than half is free or alike',
    crowded,
    (scene) => scene.allocate('kernel', 5, { effects: [claim(0)] }),
    (scene) => scene.allocate('kernel', 5),
  ),
  ofAnswer(
    'INV-142',
    'another pageblock is claimed although the own lists have a block',
    claimed,
    (scene) => scene.allocate('kernel', 16, { effects: [claim(16), claim(24)] }),
    (scene) =>
      scene.allocate('reclaimable', 16, { effects: [claim(16, RECLAIMABLE), claim(24, RECLAIMABLE)] }),
  ),
];
