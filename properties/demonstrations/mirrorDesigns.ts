import { mirrored } from '../../model/testing/machines.ts';
import { retire, Scene } from '../../model/testing/scene.ts';
import {
  DONE,
  NO_MEMORY,
  NOT_PERMITTED,
  POISON_CORRECTED,
  POISON_RECOVERED,
} from '../../spec/operations/outcome.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

const reserve = () => new Scene(mirrored, 'reserve');
const typed = () => new Scene(mirrored, 'migratetype', { groupsByMobility: true });

/** Process 3 maps one page, outside the mirror. */
const mapping = () => {
  const scene = new Scene(mirrored, 'nonmirror');
  scene.allocate('user', 32, { owner: 3 });
  return scene;
};

/** What the designs promise that keep the mirror apart by pageblock: as a reserve, or by a migratetype. */
export const mirrorDesignDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-2',
    'a request with a right to the mirror reserve gets ordinary memory once the reserve is empty',
    () => {
      const scene = reserve();
      retire(scene, 0, 32);
      return scene;
    },
    (scene) => scene.allocate('kernelCritical', 40),
    (scene) => scene.allocate('kernelCritical', NO_MEMORY),
  ),
  ofAnswer(
    'INV-151',
    'a user page is taken from the mirror reserve',
    reserve,
    (scene) => scene.allocate('user', 8),
    (scene) => scene.allocate('user', 40),
  ),
  ofAnswer(
    'INV-154',
    'a kernel request that does not name the mirror reserve is served from it',
    reserve,
    (scene) => scene.allocate('kernel', 8),
    (scene) => scene.allocate('kernel', 40),
  ),
  ofAnswer(
    'INV-154',
    'the pages of the mirror reserve are reported as free',
    reserve,
    (scene) => scene.report((into) => into.zone(2, 64, 64)),
    (scene) => scene.report((into) => into.zone(2, 32, 64)),
  ),
  ofAnswer(
    'INV-142',
    'a user page is put into a pageblock of the mirror while others are free',
    typed,
    (scene) => scene.allocate('user', 8),
    (scene) => scene.allocate('user', 40),
  ),
  ofAnswer(
    'INV-161',
    'a real error is called corrected where the mirror has broken',
    () => {
      const scene = new Scene(mirrored);
      scene.breakMirror(0, DONE);
      return scene;
    },
    (scene) => scene.poison(5, 'real', POISON_CORRECTED),
    (scene) => scene.poison(5, 'real', POISON_RECOVERED),
  ),
  ofAnswer(
    'INV-152',
    'the mirror grows under a design that knows no growth',
    () => new Scene(mirrored),
    (scene) => scene.expandMirror(2, DONE),
    (scene) => scene.expandMirror(2, NOT_PERMITTED),
  ),
  ofAnswer(
    'INV-153',
    'a process becomes mirrored and leaves a page behind',
    mapping,
    (scene) => scene.upgrade(3, DONE),
    (scene) => scene.upgrade(3, DONE, [['moved', 32, 0]]),
  ),
  ofAnswer(
    'INV-152',
    'a process becomes mirrored without the privilege',
    mapping,
    (scene) => scene.upgrade(3, DONE, [['moved', 32, 0]], 0),
    (scene) => scene.upgrade(3, NOT_PERMITTED, [], 0),
  ),
];
