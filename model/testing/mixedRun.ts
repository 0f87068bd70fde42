import { POISON_FAILED, POISON_RECOVERED } from '../../spec/operations/outcome.ts';
import { retire, type Scene } from './scene.ts';

/** Something of everything, on a machine that is mirrored below 32, not above, has CMA at 24 and an offline block at 64. */
export function mixedRun(scene: Scene): void {
  const kernel = scene.allocate('kernel', 8, {
    effects: [
      ['took', 8, 0],
      ['took', 9, 0],
    ],
  });
  const user = scene.allocate('user', 32);
  const pair = scene.allocate('user', 34, { order: 1 });
  scene.allocate('user', 48, { order: 3 });
  scene.poison(35, 'real', POISON_FAILED);
  scene.poison(60, 'injected', POISON_RECOVERED);
  scene.pin(user, 'long', 9, [['moved', 32, 9]]);
  scene.pin(user, 'short', 9);
  scene.free(pair);
  scene.free(kernel, [['cached', 8, 0]]);
  scene.online(4, 'movable', 0, [['zoneChosen', 3]]);
  scene.offline(3, 0, [
    ['putBack', 8, 0],
    ['isolated', 48],
    ['isolated', 56],
    ['moved', 48, 40],
  ]);
  scene.unpin(user, 'long');
  retire(scene, 64, 66);
  scene.allocate('reclaimable', 10);
  scene.reclaim(99, 8, [['reclaimed', 40]]);
  scene.allocate('user', 72, { order: 3 });
  scene.free(scene.allocate('driver', 66), [['cached', 66, 0]]);
}
