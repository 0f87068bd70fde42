import type { Requirement } from './requirement.ts';

/** Ingo Molnar, 2 November 2005, and the answers of the same days. */
export const hotRemove: readonly Requirement[] = [
  {
    id: 'hot-remove/1',
    mechanism: 'pointers to kernel memory, which C does not track',
    demand: 'hot-remove of arbitrary memory is impossible',
    linux: 'kernel pages are unmovable; nobody tried',
    answer: {
      invariants: ['INV-1', 'INV-172', 'INV-188'],
      operations: ['allocate', 'offline'],
      properties: ['offline-refused', 'offline-blocked'],
    },
  },
  {
    id: 'hot-remove/2',
    mechanism: 'giving up the 1:1 mapping of kernel memory',
    demand: 'it costs speed everywhere and does not help with pointers to pages',
    linux: 'not done',
    answer: {
      outOfScope: 'an allocator hands out frames; how they are mapped changes nothing it could be asked for',
    },
  },
  {
    id: 'hot-remove/3',
    mechanism: 'hot-add',
    demand: 'relatively easy',
    linux: 'memory blocks, online by user space or policy',
    answer: {
      invariants: ['INV-180', 'INV-181', 'INV-184', 'INV-189', 'INV-190'],
      operations: ['online', 'add'],
      properties: ['onlined-kernel', 'onlined-movable'],
    },
  },
  {
    id: 'hot-remove/4',
    mechanism: 'hot-replace: the same amount elsewhere',
    demand: 'for fault tolerance totals stay constant, but DMA has to be tracked',
    linux: 'not done; soft offlining moves page by page',
    answer: {
      invariants: ['INV-5', 'INV-178', 'INV-191', 'INV-193'],
      operations: ['offline', 'poison', 'replace', 'remove'],
      properties: ['offlined-moved', 'poisoned-free', 'replaced', 'replace-refused'],
    },
  },
  {
    id: 'hot-remove/5',
    mechanism: 'a restricted zone that callers opt into, like highmem',
    demand: 'recommended: only what is known to move goes there',
    linux: 'ZONE_MOVABLE, opened by two flags together',
    answer: {
      invariants: ['INV-1', 'INV-121', 'INV-122', 'INV-173'],
      operations: ['allocate'],
      properties: ['follows the model'],
    },
  },
  {
    id: 'hot-remove/6',
    mechanism: 'first step: keep unmovable memory together',
    demand: 'Hansen: fragmentation avoidance helps removal later',
    linux: 'pageblocks grouped by mobility, 2.6.24',
    answer: {
      invariants: ['INV-108', 'INV-141', 'INV-142'],
      operations: ['allocate', 'free'],
      properties: ['claimed-whole', 'claimed-part', 'stolen'],
    },
  },
  {
    id: 'hot-remove/7',
    mechanism: 'second step: drivers give up areas',
    demand: 'whoever holds memory in the block is told, and lets go',
    linux: 'memory notifiers; balloons drop pages on MEM_GOING_OFFLINE; movable_ops',
    answer: {
      outOfScope:
        'owners above the allocator let go, and a target has none: by contract a lent page blocks offlining until it is given back',
    },
  },
  {
    id: 'hot-remove/8',
    mechanism: 'third step: remap stragglers',
    demand: 'kernel pages that are left get another frame under the same address',
    linux: 'not done',
    answer: {
      outOfScope: 'it would contradict INV-172, by which a kernel page keeps its frame, and nobody built it',
    },
  },
  {
    id: 'hot-remove/9',
    mechanism: 'the user who sees 90 % free and cannot remove',
    demand: 'the kernel says what is in the way',
    linux: 'one unmovable page is enough; dump_page tells which',
    answer: {
      invariants: ['INV-3', 'INV-187', 'INV-188'],
      operations: ['offline'],
      properties: ['offline-blocked', 'failures are justified', 'offline-rolled-back'],
    },
  },
];
