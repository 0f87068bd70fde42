import type { Invariant } from './invariant.ts';

/** How far a request goes before it may fail. */
export const progressInvariants: readonly Invariant[] = [
  {
    id: 'INV-199',
    claim: 'a request that may wait and may not fail is never refused',
    why: 'its caller has no code for the refusal',
    source: 'mm/page_alloc.c, __alloc_pages_slowpath, __GFP_NOFAIL',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-200',
    claim:
      'a request of order 3 or less that may wait makes the rounds it is due, and while retries never end is refused only for a named cause: reclaim itself, a flag that says so, or a kill that was declined',
    why: 'kernel code counts on small requests, and half of its error paths never ran',
    source: 'LWN, LSFMM 2015, "too small to fail"; mm/page_alloc.c, should_reclaim_retry',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-201',
    claim:
      'a request makes no more rounds than it is allowed, each after one that found something, and a costly one a bounded number',
    why: 'its caller has another plan, and a machine that tries for ever looks dead',
    source: 'mm/page_alloc.c, should_compact_retry, MAX_RECLAIM_RETRIES, MAX_COMPACT_RETRIES',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-202',
    claim:
      'a request with __GFP_NORETRY tries reclaim at most once, compaction at most twice, and kills nobody',
    why: 'its caller said that it would rather be refused than disturb others',
    source: 'mm/page_alloc.c, __alloc_pages_slowpath, __GFP_NORETRY',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-203',
    claim: 'a request made by reclaim itself starts no reclaim',
    why: 'it would wait for the locks it holds',
    source: 'mm/page_alloc.c, PF_MEMALLOC',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-204',
    claim:
      'no process is killed for a costly, node-bound or low-zone request, nor for one that may retry or not enter file systems',
    why: 'the kill would not make the memory that the request needs',
    source: 'mm/page_alloc.c, __alloc_pages_may_oom',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-205',
    claim: 'a request that cannot wait moves, drops and drains nothing',
    why: 'it is made with interrupts off, where waiting never ends',
    source: 'mm/page_alloc.c, __alloc_pages_slowpath, can_direct_reclaim',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-206',
    claim:
      'a pool gives out an element that it keeps exactly when memory has none, and refuses only when it keeps none',
    why: 'writeback that cannot allocate cannot free memory either',
    source: 'mm/mempool.c, mempool_alloc',
    designs: 'all',
    scope: 'operation',
  },
];
