import { mirrored, plain } from '../../model/testing/machines.ts';
import { type Effect, retire, Scene } from '../../model/testing/scene.ts';
import { BUSY, DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

const ISOLATED: Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
/** A user block at 32, in ZONE_MOVABLE; mirrored ZONE_NORMAL is free. */
const user =
  (order = 0, pin: 'short' | null = null) =>
  () => {
    const scene = new Scene(mirrored);
    scene.allocate('user', 32, { order });
    if (pin) scene.pin(0, pin, 32);
    return scene;
  };
const inCma = () => {
  const scene = new Scene({ ...plain, cma: [{ start: 24, end: 32 }] }, 'none');
  scene.allocate('user', 24);
  return scene;
};
/** A user page with a short-term pin, of which a long-term pin was refused. */
const refused = () => {
  const scene = user(0, 'short')();
  scene.pin(0, 'long', BUSY, [['culprit', 32]]);
  return scene;
};
const pins = (scene: Scene, short: number, long: number) =>
  scene.report((into) => into.pins(32, short, long));

/** Pins, migration and reclaim. */
export const moveDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-156',
    'reclaim begins another allocation when enough is free',
    user(),
    (scene) => scene.reclaim(0, 1, [['reclaimed', 32]]),
    (scene) => scene.reclaim(1, 1, [['reclaimed', 32]]),
  ),
  ofAnswer(
    'INV-163',
    'a long-term pin leaves its page in ZONE_MOVABLE',
    user(),
    (scene) => scene.pin(0, 'long', 32),
    (scene) => scene.pin(0, 'long', 0, [['moved', 32, 0]]),
  ),
  ofAnswer(
    'INV-163',
    'a page of a pageblock that a caller isolated is pinned for long',
    () => {
      const scene = new Scene(plain);
      scene.allocate('user', 0);
      scene.isolate(0, DONE, [['isolated', 0]]);
      return scene;
    },
    (scene) => scene.pin(0, 'long', 0),
    (scene) => scene.pin(0, 'long', 8, [['moved', 0, 8]]),
  ),
  ofAnswer(
    'INV-164',
    'a long-term pin that was refused is there all the same',
    refused,
    (scene) => pins(scene, 1, 1),
    (scene) => pins(scene, 1, 0),
  ),
  ofAnswer(
    'INV-165',
    'a page moves out of CMA into CMA to be pinned',
    inCma,
    (scene) => scene.pin(0, 'long', 25, [['moved', 24, 25]]),
    (scene) => scene.pin(0, 'long', 0, [['moved', 24, 0]]),
  ),
  ofAnswer(
    'INV-167',
    'a pin is lost',
    user(0, 'short'),
    (scene) => pins(scene, 0, 0),
    (scene) => pins(scene, 1, 0),
  ),
  ofAnswer(
    'INV-168',
    'a pinned page moves',
    user(0, 'short'),
    (scene) => scene.pin(0, 'long', 0, [['moved', 32, 0]]),
    (scene) => scene.pin(0, 'long', BUSY, [['culprit', 32]]),
  ),
  ofAnswer(
    'INV-169',
    'a page moves away twice',
    user(),
    (scene) => scene.offline(2, DONE, [...ISOLATED, ['moved', 32, 48], ['moved', 32, 49]]),
    (scene) => scene.offline(2, DONE, [...ISOLATED, ['moved', 32, 48]]),
  ),
  ofAnswer(
    'INV-171',
    'reclaim drops a pinned page',
    user(0, 'short'),
    (scene) => scene.reclaim(1, 1, [['reclaimed', 32]]),
    (scene) => scene.reclaim(1, 0),
  ),
  ofAnswer(
    'INV-178',
    'one page of a pair moves alone',
    user(1),
    (scene) => scene.offline(2, DONE, [...ISOLATED, ['moved', 33, 48]]),
    (scene) => scene.offline(2, DONE, [...ISOLATED, ['moved', 32, 48]]),
  ),
  ofAnswer(
    'INV-183',
    'offlining fails and leaves a pageblock isolated',
    () => {
      const scene = user()();
      retire(scene, 0, 32);
      retire(scene, 48, 64);
      return scene;
    },
    (scene) => scene.offline(2, NO_MEMORY, [...ISOLATED, ['culprit', 32], ['unisolated', 32]]),
    (scene) =>
      scene.offline(2, NO_MEMORY, [...ISOLATED, ['culprit', 32], ['unisolated', 32], ['unisolated', 40]]),
  ),
];
