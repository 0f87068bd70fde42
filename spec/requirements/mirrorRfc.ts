import type { Requirement } from './requirement.ts';

/** The thread below "[RFC v2 0/8] mirrored memory" of 2015. */
export const mirrorRfc: readonly Requirement[] = [
  {
    id: 'mirror-rfc/1',
    mechanism: 'boot memory in the mirror',
    demand: 'the first priority: what is allocated before the page allocator is never moved again',
    linux: 'memblock prefers mirrored ranges and warns when it falls back',
    answer: {
      invariants: ['INV-158', 'INV-160'],
      operations: [],
      properties: ['mirror-too-small-for-memmap', 'fixed-in-movable'],
    },
  },
  {
    id: 'mirror-rfc/2',
    mechanism: 'an explicit reserve that is not counted free, opened by a flag',
    demand: "Gorman's design: reclaim and watermarks see only what a request may use",
    linux: 'not merged',
    answer: {
      invariants: ['INV-151', 'INV-154', 'INV-155'],
      operations: ['allocate'],
      properties: ['reserve', 'reserve-served', 'reserve-empty', 'refused-reserve-free'],
    },
  },
  {
    id: 'mirror-rfc/3',
    mechanism: 'MIGRATE_UNMOVABLE_MIRROR, and whether reclaimable memory needs one too',
    demand: 'few types: each one is another list to search and another way to fragment',
    linux: 'not merged',
    answer: {
      invariants: ['INV-142'],
      operations: ['allocate'],
      properties: ['migratetype', 'mirror-type-first', 'mirror-type-last', 'mirror-type-empty'],
    },
  },
  {
    id: 'mirror-rfc/4',
    mechanism: 'mirrored memory subtracted in the watermark check of user requests',
    demand: 'without it reclaim stops while user requests still fail',
    linux: 'such a subtraction exists for CMA and high-order atomic reserves only',
    answer: {
      invariants: ['INV-128', 'INV-130', 'INV-154', 'INV-155'],
      operations: ['allocate'],
      properties: ['refused-at-mark'],
    },
  },
  {
    id: 'mirror-rfc/5',
    mechanism: 'three groups by importance: kernel, chosen processes, the rest',
    demand: 'Molnar: the middle group wants the mirror while there is room',
    linux: 'not done',
    answer: {
      invariants: ['INV-150', 'INV-152', 'INV-153'],
      operations: ['allocate'],
      properties: ['kernelcore', 'nonmirror', 'critical-granted'],
    },
  },
  {
    id: 'mirror-rfc/6',
    mechanism: 'reclaim aimed at the mirror, statistics by zone, skipping of pages on node-wide lists',
    demand: 'reclaim for a mirrored request frees mirrored pages, and no others by the way',
    linux: 'zones are used; reclaim went to node-wide lists in 4.8 and skips by zone',
    answer: {
      invariants: ['INV-156', 'INV-155'],
      operations: ['reclaim'],
      properties: ['reclaimed', 'reclaim-dry'],
    },
  },
  {
    id: 'mirror-rfc/7',
    mechanism: 'which pages a memory error costs: clean page cache, inode cache, kernel memory',
    demand: 'a classification decides what needs the mirror at all',
    linux: 'memory_failure drops clean page cache; slab cannot be recovered',
    answer: {
      invariants: ['INV-162', 'INV-192', 'INV-193', 'INV-195', 'INV-196'],
      operations: ['poison', 'poisonOf'],
      properties: ['poisoned-free', 'poisoned-used', 'poisoned-kernel', 'poison-corrected'],
    },
  },
];
