import type { Requirement } from './requirement.ts';

/** Kernel Summit 2005. */
export const kernelSummit2005: readonly Requirement[] = [
  {
    id: 'kernel-summit-2005/1',
    mechanism: 'fragmentation, and high-order requests that fail',
    demand: 'avoid high orders, or keep memory in large pieces',
    linux: 'mobility grouping, compaction, fallback that claims pageblocks',
    answer: {
      invariants: ['INV-105', 'INV-130', 'INV-141', 'INV-142', 'INV-177'],
      operations: ['allocate', 'free', 'drain', 'compact'],
      properties: ['refused-fragmented', 'free everything gives back the largest blocks'],
    },
  },
  {
    id: 'kernel-summit-2005/2',
    mechanism: 'hotplug needs a block that is wholly free',
    demand: 'a precondition that fragmentation defeats',
    linux: 'isolate, migrate, test that all is isolated',
    answer: {
      invariants: ['INV-134', 'INV-137', 'INV-183', 'INV-185'],
      operations: ['offline'],
      properties: ['offlined-empty', 'offlined-moved', 'offline-rolled-back'],
    },
  },
  {
    id: 'kernel-summit-2005/3',
    mechanism: 'ballooning, the cost of struct pages, sparse memory',
    demand: 'a guest gives memory back without losing its map',
    linux: 'balloon pages are PageOffline; managed pages are adjusted',
    answer: {
      invariants: ['INV-113', 'INV-176'],
      operations: ['inflate', 'deflate'],
      properties: ['lent', 'returned'],
    },
  },
  {
    id: 'kernel-summit-2005/4',
    mechanism: 'migration as swapping without a disk',
    demand: 'wanted, between nodes and out of the way',
    linux: 'merged in 2.6.16',
    answer: {
      invariants: ['INV-168', 'INV-169', 'INV-170', 'INV-178'],
      operations: ['pin', 'offline', 'migrate'],
      properties: ['offlined-moved', 'pin-moved-from-movable'],
    },
  },
  {
    id: 'kernel-summit-2005/5',
    mechanism: 'locked pages, hugetlb and kernel data do not move',
    demand: 'the limits of migration are known and few',
    linux: 'mlock is movable; hugetlb migrates where the architecture can; kernel data is unmovable',
    answer: {
      invariants: ['INV-168', 'INV-171', 'INV-172'],
      operations: ['pin', 'reclaim', 'offline', 'mlock'],
      properties: ['pin-short', 'offline-refused'],
    },
  },
  {
    id: 'kernel-summit-2005/6',
    mechanism: 'the size of the kernel partition, and balance between zones',
    demand: 'a kernel region that is too small hurts all',
    linux: 'kernelcore=, movablecore=; sizes are the administrator’s',
    answer: {
      invariants: ['INV-126', 'INV-127', 'INV-160'],
      operations: ['allocate'],
      properties: ['movable-ratio', 'node-without-kernel-memory', 'below-low'],
    },
  },
  {
    id: 'kernel-summit-2005/7',
    mechanism: 'balance between page cache and memory of processes',
    demand: 'which is dropped first',
    linux: 'swappiness, and much else',
    answer: {
      outOfScope:
        'reclaim may drop any page that is not needed: which one is a policy that no rule of placement decides',
    },
  },
  {
    id: 'kernel-summit-2005/8',
    mechanism: 'latency of requests; direct reclaim as a brake',
    demand: 'keep the brake, make it smoother',
    linux: 'direct reclaim, bounded retries, kswapd beside it',
    answer: {
      invariants: ['INV-201', 'INV-202', 'INV-203', 'INV-205'],
      operations: ['allocate', 'reclaim', 'kswapd'],
      properties: ['below-low', 'reclaimed'],
    },
  },
  {
    id: 'kernel-summit-2005/9',
    mechanism: 'dentries and inodes that stick: many are freed, few pages come back',
    demand: 'caches of small objects are the worst neighbours of large pages',
    linux: 'MIGRATE_RECLAIMABLE and shrinkers; not moved, not shrunk by offlining',
    answer: {
      invariants: ['INV-141', 'INV-172', 'INV-188'],
      operations: ['allocate', 'offline'],
      properties: ['stolen', 'offline-refused'],
    },
  },
  {
    id: 'kernel-summit-2005/10',
    mechanism: 'writeback over the network that needs memory to free memory',
    demand: 'priority sockets, pools of reserves',
    linux: 'memalloc sockets may ignore marks; mempools keep elements',
    answer: {
      invariants: ['INV-129', 'INV-131', 'INV-206'],
      operations: ['allocate', 'poolGet', 'poolPut'],
      properties: ['reserve-used'],
    },
  },
  {
    id: 'kernel-summit-2005/11',
    mechanism: 'large pages for everybody, swapped by splitting, for text as for data',
    demand: 'wanted, without being asked for',
    linux: 'transparent huge pages, large folios',
    answer: {
      invariants: ['INV-174'],
      operations: ['allocate', 'split', 'collapse'],
      properties: ['largest-block'],
    },
  },
  {
    id: 'kernel-summit-2005/12',
    mechanism: 'instrumentation: who allocated what, where',
    demand: 'a plea',
    linux: 'page_owner, tracepoints, buddyinfo, pagetypeinfo',
    answer: {
      outOfScope:
        'a target reports where free and used blocks are, but not who owns them: records of callers belong above the allocator',
    },
  },
  {
    id: 'kernel-summit-2005/13',
    mechanism: 'locks of page tables',
    demand: 'they do not scale',
    linux: 'split page-table locks',
    answer: { outOfScope: 'concurrency inside the kernel; a target is asked one operation at a time' },
  },
  {
    id: 'kernel-summit-2005/14',
    mechanism: 'a page cache without locks',
    demand: 'scary, new',
    linux: 'merged: speculative references, frozen counts',
    answer: { outOfScope: 'concurrency inside the kernel: see INV-175, which this contract cannot express' },
  },
];
