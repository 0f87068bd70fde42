import { withCma } from '../../model/testing/machines.ts';
import { type Effect, Scene } from '../../model/testing/scene.ts';
import { BUSY, DONE, INTERRUPTED, INVALID } from '../../spec/operations/outcome.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

const fresh = () => new Scene(withCma);
/** A user page at 32, in the first pageblock of ZONE_MOVABLE. */
const withUser = () => {
  const scene = fresh();
  scene.allocate('user', 32);
  return scene;
};
const around = (pfn: number, ...between: readonly Effect[]): Effect[] => [
  ['isolated', pfn],
  ...between,
  ['unisolated', pfn],
];

const withRange = () => {
  const scene = fresh();
  scene.cmaAllocate(3, 24, around(24));
  return scene;
};
const left = (available: number) => (scene: Scene) => scene.report((into) => into.cmaArea(0, available));

/** Ranges that one caller gets whole or not at all. */
export const contiguousDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-144',
    'a range is taken while a page in it is still in use',
    withUser,
    (scene) => scene.contigAllocate(32, 5, DONE, around(32)),
    (scene) => scene.contigAllocate(32, 5, DONE, around(32, ['moved', 32, 40])),
  ),
  ofAnswer(
    'INV-144',
    'a range is taken over the kernel page in it',
    () => {
      const scene = fresh();
      scene.allocate('kernel', 3);
      return scene;
    },
    (scene) => scene.contigAllocate(0, 8, DONE, around(0)),
    (scene) => scene.contigAllocate(0, 8, BUSY, [['culprit', 3]]),
  ),
  ofAnswer(
    'INV-144',
    'a range is taken although a fatal signal came when all of it was empty',
    () => {
      const scene = withUser();
      scene.inject('signal', 1);
      return scene;
    },
    (scene) => scene.contigAllocate(32, 5, DONE, around(32, ['moved', 32, 40])),
    (scene) => scene.contigAllocate(32, 5, INTERRUPTED, around(32, ['moved', 32, 40])),
  ),
  ofAnswer(
    'INV-187',
    'a page in the way of a range is said to have failed to move, which nothing explains',
    withUser,
    (scene) => scene.contigAllocate(32, 5, DONE, around(32, ['retried', 32], ['moved', 32, 40])),
    (scene) => scene.contigAllocate(32, 5, DONE, around(32, ['moved', 32, 40])),
  ),
  ofAnswer(
    'INV-112',
    'a zone reports a free CMA page more than it has',
    withRange,
    (scene) => scene.report((into) => into.freeCma(2, scene.state.freeCma[2]! + 1)),
    (scene) => scene.report((into) => into.freeCma(2, scene.state.freeCma[2]!)),
  ),
  ofAnswer('INV-145', 'an area counts what it gave out as left', withRange, left(8), left(5)),
  ofAnswer(
    'INV-145',
    'an area takes a page back that it never gave out',
    () => {
      const scene = withRange();
      scene.allocate('user', 32);
      return scene;
    },
    (scene) => scene.cmaRelease(1, DONE),
    (scene) => scene.cmaRelease(1, INVALID),
  ),
  ofAnswer(
    'INV-145',
    'an area takes a range back twice',
    () => {
      const scene = withRange();
      scene.cmaRelease(0);
      return scene;
    },
    (scene) => scene.cmaRelease(0, DONE),
    (scene) => scene.cmaRelease(0, INVALID),
  ),
  ofAnswer(
    'INV-145',
    'an area does not take back what it gave out',
    withRange,
    (scene) => scene.cmaRelease(0, INVALID),
    (scene) => scene.cmaRelease(0, DONE),
  ),
  ofAnswer(
    'INV-145',
    'an area names another place than the one that was emptied',
    fresh,
    (scene) => scene.cmaAllocate(3, 25, around(24)),
    (scene) => scene.cmaAllocate(3, 24, around(24)),
  ),
];
