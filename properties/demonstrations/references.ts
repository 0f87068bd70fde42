import { mirrored, plain } from '../../model/testing/machines.ts';
import { Scene } from '../../model/testing/scene.ts';
import { BUSY, DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

/** A user page at 0, and the rest free. */
const user = () => {
  const scene = new Scene(plain, 'none');
  scene.allocate('user', 0);
  return scene;
};
/** The same with an extra reference. */
const referenced = () => {
  const scene = user();
  scene.getRef(0);
  return scene;
};
const kernel = () => {
  const scene = new Scene(plain, 'none');
  scene.allocate('kernel', 0);
  return scene;
};

/** A user block of four pages at 0. */
const huge = () => {
  const scene = new Scene(plain, 'none');
  scene.allocate('user', 0, { order: 2 });
  return scene;
};

/** References, locks, moves on request and content. */
export const referenceDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-107',
    'a referenced page is put on a private list when its owner frees it',
    referenced,
    (scene) => scene.free(0, [['cached', 0, 0]]),
    (scene) => scene.free(0),
  ),
  ofAnswer(
    'INV-168',
    'a referenced page moves',
    referenced,
    (scene) => scene.migrate(0, 1, [['moved', 0, 1]]),
    (scene) => scene.migrate(0, BUSY, [['culprit', 0]]),
  ),
  ofAnswer(
    'INV-170',
    'a move that was refused has moved the page',
    user,
    (scene) => scene.migrate(0, NO_MEMORY, [['moved', 0, 1]]),
    (scene) => scene.migrate(0, 1, [['moved', 0, 1]]),
  ),
  ofAnswer(
    'INV-171',
    'reclaim drops what is locked into memory',
    () => {
      const scene = user();
      scene.mlock(0);
      return scene;
    },
    (scene) => scene.reclaim(1, 1, [['reclaimed', 0]]),
    (scene) => scene.reclaim(1, 0),
  ),
  ofAnswer(
    'INV-172',
    'a kernel page moves',
    kernel,
    (scene) => scene.migrate(0, 1, [['moved', 0, 1]]),
    (scene) => scene.migrate(0, BUSY, [['culprit', 0]]),
  ),
  ofAnswer(
    'INV-174',
    'a referenced block is split',
    () => {
      const scene = huge();
      scene.getRef(0);
      return scene;
    },
    (scene) => scene.split(0),
    (scene) => scene.split(0, [['culprit', 0]], BUSY),
  ),
  ofAnswer(
    'INV-174',
    'a block waits twice to be split',
    () => {
      const scene = huge();
      scene.unmapPart(0);
      return scene;
    },
    (scene) =>
      scene.report((into) => {
        into.queuedForSplit(0);
        into.queuedForSplit(0);
      }),
    (scene) => scene.report((into) => into.queuedForSplit(0)),
  ),
  ofAnswer(
    'INV-176',
    'a page that is lent still counts as managed',
    () => {
      const scene = new Scene(plain, 'none');
      scene.inflate(0);
      return scene;
    },
    (scene) => scene.report((into) => into.zone(2, 31, 32)),
    (scene) => scene.report((into) => into.zone(2, 31, 31)),
  ),
  ofAnswer(
    'INV-120',
    'a block is granted cleared that was used since it was cleared',
    () => {
      const scene = new Scene(mirrored);
      scene.free(scene.allocate('zeroed', 0, { effects: [['zeroed', 0, 0]] }), [], DONE);
      return scene;
    },
    (scene) => scene.allocate('zeroed', 0),
    (scene) => scene.allocate('zeroed', 0, { effects: [['zeroed', 0, 0]] }),
  ),
];
