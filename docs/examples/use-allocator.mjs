// The allocator as a library: a machine of 16 MiB, half of it mirrored, that loses a memory block, finds a leak, catches a
// second free and goes back in time.
//
//     node docs/examples/use-allocator.mjs
import { AllocatorError, createAllocator } from 'zoneproof/impl';

const say = (line) => process.stdout.write(`${line}\n`);

const moves = [];
const frames = createAllocator({
  pages: 4096,
  mirroredPages: 2048,
  design: 'kernelcore', // Kernel memory is mirrored, ZONE_MOVABLE is not.
  pageOwner: true,
  onEffect: (effect) => {
    if (effect.kind === 'moved') moves.push(effect);
  },
});
for (const { name, free, min } of frames.zones())
  say(`${name}: ${free} pages free, ${min} of them for those who cannot wait`);

// Kernel memory comes from the mirror, user memory from ZONE_MOVABLE as long as there is some.
const table = frames.allocate(0);
const buffer = frames.allocate(3, { class: 'user', process: 1 });
say(`a page table in ${zoneAt(table)}, a buffer in ${zoneAt(buffer)}`);

// A memory block can leave, since everything in ZONE_MOVABLE can move.
const { memoryBlockPages } = frames.raw.memory.map.layout.geometry;
frames.offline(Math.floor(buffer / memoryBlockPages));
const [{ to }] = moves;
say(
  `the block went offline: ${moves.length} allocation moved, ${frames.blockAt(to).order === 3 ? 'in one piece' : 'in parts'}`,
);

// Who has what: everything below is tagged with the number of a request.
frames.tagWith(1001);
const leaked = frames.allocate(1, { class: 'user', process: 2 });
frames.tagWith(0);
const leaks = [...frames.blocksInUse()].filter(({ record }) => record === 1001);
say(`request 1001 still has ${leaks.map(({ order }) => 2 ** order).join(', ')} pages`);

// A mistake is one sentence, and changes nothing.
frames.free(leaked);
frames.drain();
try {
  frames.free(leaked);
} catch (error) {
  if (!(error instanceof AllocatorError)) throw error;
  say(`${error.code}: ${error.remedy}`);
}

// Any state can be kept and brought back; the same questions then have the same answers.
const kept = frames.snapshot();
const first = [0, 1, 2, 3].map((order) => frames.allocate(order));
frames.restore(kept);
const second = [0, 1, 2, 3].map((order) => frames.allocate(order));
say(`the same again: ${first.every((pfn, index) => pfn === second[index])}`);

function zoneAt(pfn) {
  return pfn < 2048 ? 'the mirror' : 'ZONE_MOVABLE';
}
