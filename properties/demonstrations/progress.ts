import { machine, plain } from '../../model/testing/machines.ts';
import { type Effect, retire, Scene } from '../../model/testing/scene.ts';
import { NO_MEMORY, WOULD_WAIT } from '../../spec/operations/outcome.ts';
import { STAGE_COMPACT, STAGE_KILL, STAGE_RECLAIM, STAGE_RESERVE } from '../../spec/requests/rounds.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

const reclaim = (round: number): Effect => ['entered', STAGE_RECLAIM, round];
const kill = (round: number): Effect => ['entered', STAGE_KILL, round];
const RESERVE: Effect = ['entered', STAGE_RESERVE, 1];

/** Nothing is free and nothing can be dropped. */
const dry = (retries: number) => () => {
  const scene = new Scene(plain);
  retire(scene, 0, 32);
  scene.setRetries(retries);
  return scene;
};

/** Two user pages that are no buddies, and nothing else: each can be dropped, and no larger block comes of it. */
const apart = (retries: number) => () => {
  const scene = new Scene(plain);
  for (const pfn of [0, 2]) scene.allocate('user', pfn, { owner: 1 });
  retire(scene, 1, 2);
  retire(scene, 3, 32);
  scene.setRetries(retries);
  return scene;
};
const compact = (round: number): Effect => ['entered', STAGE_COMPACT, round];
const DROPPED: readonly Effect[] = [compact(0), reclaim(1), ['reclaimed', 0], ['reclaimed', 2], compact(1)];

const COSTLY: readonly Effect[] = [compact(0), reclaim(1), compact(1)];

/** Nothing is free where a device reaches; above, all is. */
const lowDry = () => {
  const scene = new Scene(
    machine('U0-64', { geometry: { ...plain.geometry, dmaEnd: 16, dma32End: 32 } }),
    'none',
  );
  retire(scene, 0, 16);
  scene.setRetries(-1);
  return scene;
};

/** A page that a device writes into, and one of the same process that reclaim may drop. */
const pinnedProcess = () => {
  const scene = new Scene(plain);
  scene.pin(scene.allocate('user', 0, { owner: 1 }), 'short', 0);
  retire(scene, 1, 32);
  scene.setRetries(-1);
  return scene;
};

/** A pool that keeps one element, where nothing is free. */
const keeping = () => {
  const scene = new Scene(plain);
  scene.poolPut(scene.poolGet(0));
  retire(scene, 1, 32);
  return scene;
};

/** How long a request is tried, and at whose expense. */
export const progressDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-199',
    'a request that may not fail is refused',
    dry(0),
    (scene) => scene.allocate('nofail', NO_MEMORY),
    (scene) => scene.allocate('nofail', WOULD_WAIT, { effects: [reclaim(1), kill(1), RESERVE] }),
  ),
  ofAnswer(
    'INV-200',
    'a small request gives up while retries never end',
    dry(-1),
    (scene) => scene.allocate('kernel', NO_MEMORY, { effects: [reclaim(1), kill(1), ['gaveUp', 1]] }),
    (scene) => scene.allocate('kernel', WOULD_WAIT, { effects: [reclaim(1), kill(1)] }),
  ),
  ofAnswer(
    'INV-200',
    'a small request fails without the round that it is due',
    apart(1),
    (scene) => scene.allocate('kernel', NO_MEMORY),
    (scene) => scene.allocate('kernel', 0, { effects: [reclaim(1), ['reclaimed', 0]] }),
  ),
  ofAnswer(
    'INV-201',
    'a request makes two rounds of one',
    apart(1),
    (scene) => scene.allocate('kernel', NO_MEMORY, { order: 1, effects: [...DROPPED, reclaim(2)] }),
    (scene) => scene.allocate('kernel', NO_MEMORY, { order: 1, effects: [...DROPPED, ['gaveUp', 1]] }),
  ),
  ofAnswer(
    'INV-202',
    'a request with __GFP_NORETRY reclaims twice',
    apart(-1),
    (scene) => scene.allocate('light', NO_MEMORY, { order: 1, effects: [...DROPPED, reclaim(2)] }),
    (scene) => scene.allocate('light', NO_MEMORY, { order: 1, effects: [...DROPPED, ['gaveUp', 1]] }),
  ),
  ofAnswer(
    'INV-203',
    'reclaim reclaims for itself',
    apart(-1),
    (scene) => scene.allocate('memalloc', 0, { effects: [reclaim(1), ['reclaimed', 0]] }),
    (scene) => scene.allocate('memalloc', NO_MEMORY),
  ),
  ofAnswer(
    'INV-204',
    'a process is killed for a request that would rather fail',
    dry(-1),
    (scene) => scene.allocate('patient', NO_MEMORY, { effects: [reclaim(1), kill(1), ['gaveUp', 1]] }),
    (scene) => scene.allocate('patient', NO_MEMORY, { effects: [reclaim(1), ['gaveUp', 1]] }),
  ),
  ofAnswer(
    'INV-204',
    'a process is killed for a block of a costly order',
    dry(-1),
    (scene) =>
      scene.allocate('kernel', NO_MEMORY, { order: 4, effects: [...COSTLY, kill(1), ['gaveUp', 1]] }),
    (scene) => scene.allocate('kernel', NO_MEMORY, { order: 4, effects: [...COSTLY, ['gaveUp', 1]] }),
  ),
  ofAnswer(
    'INV-204',
    'a process is killed for a request that is bound to a node',
    dry(-1),
    (scene) => scene.allocate('local', NO_MEMORY, { effects: [reclaim(1), kill(1), ['gaveUp', 1]] }),
    (scene) => scene.allocate('local', NO_MEMORY, { effects: [reclaim(1), ['gaveUp', 1]] }),
  ),
  ofAnswer(
    'INV-204',
    'a process is killed for a device that reaches low memory only',
    lowDry,
    (scene) => scene.allocate('dma', NO_MEMORY, { effects: [reclaim(1), kill(1), ['gaveUp', 1]] }),
    (scene) => scene.allocate('dma', NO_MEMORY, { effects: [reclaim(1), ['gaveUp', 1]] }),
  ),
  ofAnswer(
    'INV-204',
    'a process is killed for a request that may not enter file systems',
    dry(-1),
    (scene) => scene.allocate('buffer', WOULD_WAIT, { effects: [reclaim(1), kill(1)] }),
    (scene) => scene.allocate('buffer', WOULD_WAIT, { effects: [reclaim(1)] }),
  ),
  ofAnswer(
    'INV-204',
    'a process is killed in a round that made memory otherwise',
    apart(-1),
    (scene) => scene.allocate('kernel', WOULD_WAIT, { order: 1, effects: [...DROPPED, kill(1)] }),
    (scene) =>
      scene.allocate('kernel', WOULD_WAIT, {
        order: 1,
        effects: [...DROPPED, reclaim(2), compact(2), kill(2)],
      }),
  ),
  ofAnswer(
    'INV-204',
    'a process is killed that has nothing to give but what a device holds',
    pinnedProcess,
    (scene) => scene.allocate('kernel', WOULD_WAIT, { effects: [reclaim(1), kill(1), ['killed', 1]] }),
    (scene) => scene.allocate('kernel', WOULD_WAIT, { effects: [reclaim(1), kill(1)] }),
  ),
  ofAnswer(
    'INV-206',
    'a pool refuses while it keeps an element',
    keeping,
    (scene) => scene.poolGet(NO_MEMORY),
    (scene) => scene.poolGet(0),
  ),
  ofAnswer(
    'INV-205',
    'user memory is dropped for a request that cannot wait',
    apart(-1),
    (scene) => scene.allocate('nowait', 0, { effects: [reclaim(1), ['reclaimed', 0]] }),
    (scene) => scene.allocate('nowait', NO_MEMORY),
  ),
];
