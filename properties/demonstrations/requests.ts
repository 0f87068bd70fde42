import { machine, mirrored, NO_MARKS, plain } from '../../model/testing/machines.ts';
import { retire, Scene } from '../../model/testing/scene.ts';
import { INVALID, NO_MEMORY, NOT_PERMITTED } from '../../spec/operations/outcome.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

const addressed = () =>
  new Scene(machine('U0-64', { geometry: { ...plain.geometry, dmaEnd: 16, dma32End: 32 } }), 'none');
const nodes = () => new Scene(machine('U0-32 1:U32-64'), 'none');

/** One zone with a min mark of 8, of which so many pages, the highest, are free. */
const left = (pages: number) => () => {
  const scene = new Scene(machine('U0-32', { tuning: { ...NO_MARKS, minFreePages: 8 } }));
  retire(scene, 0, 32 - pages);
  return scene;
};
/** Sixteen pages are free, the upper half of them CMA. */
const twoTypes = () => {
  const scene = new Scene({ ...plain, cma: [{ start: 24, end: 32 }] }, 'none');
  retire(scene, 0, 16);
  return scene;
};
/** One page free, on a private list. */
const hoarded = () => {
  const scene = new Scene(plain);
  const handle = scene.allocate('user', 31);
  retire(scene, 0, 31);
  scene.free(handle, [['cached', 31, 0]]);
  return scene;
};

/** Which zone a request is served from, how far down it may take it, and when it may be refused. */
export const requestDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-3',
    'a request is refused for lack of memory while all is free',
    () => new Scene(plain),
    (scene) => scene.allocate('kernel', NO_MEMORY),
    (scene) => scene.allocate('kernel', 0),
  ),
  ofAnswer(
    'INV-4',
    'a free drops somebody else',
    () => {
      const scene = new Scene(plain);
      scene.allocate('user', 0);
      scene.allocate('user', 1);
      return scene;
    },
    (scene) => scene.free(0, [['reclaimed', 1]]),
    (scene) => scene.free(0),
  ),
  ofAnswer(
    'INV-121',
    'a device that reaches the DMA zone gets a page above it',
    addressed,
    (scene) => scene.allocate('dma', 16),
    (scene) => scene.allocate('dma', 15),
  ),
  ofAnswer(
    'INV-122',
    'a file-system buffer comes from ZONE_MOVABLE',
    () => new Scene(mirrored),
    (scene) => scene.allocate('buffer', 40),
    (scene) => scene.allocate('buffer', 8),
  ),
  ofAnswer(
    'INV-123',
    'flags that contradict each other are served',
    () => new Scene(plain),
    (scene) => scene.allocate('contradictory', 0),
    (scene) => scene.allocate('contradictory', INVALID),
  ),
  ofAnswer(
    'INV-124',
    'a request bound to node 0 is served from node 1',
    nodes,
    (scene) => scene.allocate('local', 32),
    (scene) => scene.allocate('local', 0),
  ),
  ofAnswer(
    'INV-125',
    'a request is served from another node although its own has memory',
    nodes,
    (scene) => scene.allocate('kernel', 32),
    (scene) => scene.allocate('kernel', 0),
  ),
  ofAnswer(
    'INV-128',
    'an ordinary request takes the zone to its min mark',
    left(8),
    (scene) => scene.allocate('kernel', 31),
    (scene) => scene.allocate('kernel', NO_MEMORY),
  ),
  ofAnswer(
    'INV-129',
    'an atomic request takes more than five eighths of the min mark',
    left(3),
    (scene) => scene.allocate('atomic', 31),
    (scene) => scene.allocate('atomic', NO_MEMORY),
  ),
  ofAnswer(
    'INV-130',
    'a block is put together from CMA and other memory, which lie on different lists',
    twoTypes,
    (scene) => scene.allocate('user', 16, { order: 4 }),
    (scene) => scene.allocate('user', NO_MEMORY, { order: 4 }),
  ),
  ofAnswer(
    'INV-131',
    'a request with __GFP_NOMEMALLOC goes below the min mark',
    left(8),
    (scene) => scene.allocate('huge', 31),
    (scene) => scene.allocate('huge', NO_MEMORY),
  ),
  ofAnswer(
    'INV-150',
    'a user page is put into the mirror while ZONE_MOVABLE is free',
    () => new Scene(mirrored),
    (scene) => scene.allocate('user', 0),
    (scene) => scene.allocate('user', 32),
  ),
  ofAnswer(
    'INV-151',
    'a user page is put into the mirror where user pages stay out of it',
    () => new Scene(mirrored, 'nonmirror'),
    (scene) => scene.allocate('user', 8),
    (scene) => scene.allocate('user', 40),
  ),
  ofAnswer(
    'INV-152',
    'an unprivileged process gets mirrored memory by demand',
    () => new Scene(mirrored, 'nonmirror'),
    (scene) => scene.allocate('criticalUnprivileged', 8),
    (scene) => scene.allocate('criticalUnprivileged', NOT_PERMITTED),
  ),
  ofAnswer(
    'INV-205',
    'private lists are drained for a request that cannot wait',
    hoarded,
    (scene) => scene.allocate('nowait', 31, { effects: [['putBack', 31, 0]] }),
    (scene) => scene.allocate('kernel', 31, { effects: [['putBack', 31, 0]] }),
  ),
];
