import type { Requirement } from './requirement.ts';

/** LSFMM, March 2015. */
export const lsfmm2015: readonly Requirement[] = [
  {
    id: 'lsfmm-2015/1',
    mechanism: 'struct pages for persistent memory',
    demand: 'avoid their cost, or keep them on the device itself',
    linux: 'ZONE_DEVICE, with the memory map on the device (altmap)',
    answer: {
      outOfScope:
        'ZONE_DEVICE memory is never given out by the page allocator; a layout describes it as a hole, which is all the allocator sees',
    },
  },
  {
    id: 'lsfmm-2015/2',
    mechanism: 'truncation of a mapped file on persistent memory',
    demand: 'Wilcox: the blocks may not be reused while somebody does IO on them',
    linux: 'DAX waits until nobody references the page',
    answer: { outOfScope: 'blocks of a file system, not page frames, are reused there' },
  },
  {
    id: 'lsfmm-2015/3',
    mechanism: 'flush instructions, error log and machine checks of persistent memory',
    demand: 'an error names a file, not a process',
    linux: 'badblocks lists, and a failure handler for each pagemap',
    answer: { outOfScope: 'handled by the driver of the device, which no page allocator hears of' },
  },
  {
    id: 'lsfmm-2015/4',
    mechanism: '"too small to fail", and retries by a sysctl in three stages',
    demand: 'Hocko: small requests may fail, callers learn to cope',
    linux: 'not adopted; __GFP_RETRY_MAYFAIL, and bounded retries of costly requests',
    answer: {
      invariants: ['INV-200', 'INV-201', 'INV-202', 'INV-3'],
      operations: ['allocate', 'reclaim', 'setRetries'],
      properties: ['failures are justified'],
    },
  },
  {
    id: 'lsfmm-2015/5',
    mechanism: '__GFP_NOFAIL instead of endless loops in callers',
    demand: 'who cannot fail says so, and the allocator can help',
    linux: 'annotated explicitly; never refused when it may wait',
    answer: { invariants: ['INV-199'], operations: ['allocate'], properties: ['failures are justified'] },
  },
  {
    id: 'lsfmm-2015/6',
    mechanism: 'an out-of-memory killer that knows who holds locks',
    demand: 'Morton, Chinner: the victim may wait for the one that asks',
    linux: 'an oom reaper takes the memory of the victim without its help',
    answer: {
      outOfScope:
        'the model has no locks, and its killer frees a victim at once: who waits for whom cannot be asked of a target',
    },
  },
  {
    id: 'lsfmm-2015/7',
    mechanism: 'reference counts of huge pages, mapped by PMD and by PTE, split later',
    demand: 'Shutemov: a split does not depend on how the page is mapped',
    linux: 'merged in 4.5',
    answer: {
      invariants: ['INV-168', 'INV-174'],
      operations: ['allocate', 'split', 'unmapPart', 'getRef', 'putRef'],
      properties: ['largest-block'],
    },
  },
  {
    id: 'lsfmm-2015/8',
    mechanism: 'huge tmpfs without compound pages',
    demand: 'Dickins: teams of small pages need no split at all',
    linux: 'not merged; compound pages grew into large folios',
    answer: {
      outOfScope: 'a team of small pages is a matter of the page cache: the allocator serves each alone',
    },
  },
  {
    id: 'lsfmm-2015/9',
    mechanism: 'mlock and MADV_DONTNEED of a part of a huge page',
    demand: 'what is locked stays, what is given back is soon free again',
    linux: 'locked pages may still move; unmapped parts are split later',
    answer: {
      invariants: ['INV-171', 'INV-174'],
      operations: ['reclaim', 'pin', 'mlock', 'munlock', 'unmapPart'],
      properties: ['reclaim-dry'],
    },
  },
  {
    id: 'lsfmm-2015/10',
    mechanism: 'the price of compaction, in which context it runs, collapse in place',
    demand: 'no latency for a fault that could do without a huge page',
    linux: 'both ways; defrag modes, kcompactd, proactive compaction',
    answer: {
      invariants: ['INV-172', 'INV-177', 'INV-178', 'INV-205'],
      operations: ['allocate', 'compact', 'collapse'],
      properties: ['refused-fragmented'],
    },
  },
  {
    id: 'lsfmm-2015/11',
    mechanism: 'userfaultfd: missing pages, write protection, copy or remap',
    demand: 'a monitor in user space answers page faults',
    linux: 'merged and extended',
    answer: {
      outOfScope:
        'page tables and faults of processes; its pages come by ordinary user requests and move by ordinary migration',
    },
  },
  {
    id: 'lsfmm-2015/12',
    mechanism: 'pins in CMA, superblocks of ext4, when a page is moved out of the way',
    demand: 'Gorman, Zijlstra, Hansen: move the page when the state changes, before the pin',
    linux: 'for long-term pins only, in the pin call',
    answer: {
      invariants: ['INV-122', 'INV-163', 'INV-164', 'INV-165', 'INV-168'],
      operations: ['pin', 'unpin'],
      properties: ['pin-moved-from-cma', 'pin-moved-from-movable', 'pin-refused'],
    },
  },
  {
    id: 'lsfmm-2015/13',
    mechanism: 'CMA that stays idle',
    demand: 'Joonsoo Kim, Gioh Kim: a third of memory is free while the rest is reclaimed',
    linux: 'CMA serves first when it is more than half of the free memory',
    answer: {
      invariants: ['INV-112', 'INV-139', 'INV-140'],
      operations: ['allocate'],
      properties: ['cma-first', 'cma-last', 'cma-idle'],
    },
  },
  {
    id: 'lsfmm-2015/14',
    mechanism: 'ZONE_CMA, its union with ZONE_MOVABLE, guaranteed CMA',
    demand: 'the area is there when the device asks for it',
    linux: 'not merged, or reverted after 4.17-rc (here: boot.cma); allocation retries over the area',
    answer: {
      invariants: ['INV-1', 'INV-122', 'INV-138', 'INV-144', 'INV-145', 'INV-156', 'INV-163'],
      operations: ['allocate', 'cmaAllocate', 'cmaRelease'],
      properties: ['follows the model', 'cma-zone-served', 'cma-zone-closed', 'cma-closed', 'cma-in-mirror'],
    },
  },
];
