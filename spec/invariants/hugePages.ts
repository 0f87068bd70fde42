import type { Invariant } from './invariant.ts';

/** Huge pages and memory lent to a hypervisor. */
export const hugePageInvariants: readonly Invariant[] = [
  {
    id: 'INV-174',
    claim: 'a huge page is split only when nobody else references it, and its parts are all of it',
    why: 'a reference to the whole would end in one part, and a part that is left out leaks',
    source: 'mm/huge_memory.c, split_huge_page_to_list_to_order',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-176',
    claim: 'memory lent to a hypervisor is given to nobody, and managed pages change by what was lent',
    why: 'the hypervisor may have taken the frame away: the next write goes nowhere',
    source: 'mm/balloon_compaction.c; drivers/virtio/virtio_balloon.c, adjust_managed_page_count',
    designs: 'all',
    scope: 'operation',
  },
];
