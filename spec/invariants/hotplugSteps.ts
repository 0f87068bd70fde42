import type { Invariant } from './invariant.ts';

/** What happens between the beginning and the end of hotplug, and what can be taken back. */
export const hotplugStepInvariants: readonly Invariant[] = [
  {
    id: 'INV-182',
    claim:
      'taking an unused memory block out and putting it back into its zone leaves every counter as it was',
    why: 'memory that shrinks with each test of the plug is lost for good',
    source: 'mm/memory_hotplug.c, offline_pages, online_pages',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-186',
    claim: 'while a memory block goes offline none of its pages is newly given out',
    why: 'what is given out behind the back of the scan has to move again, without end',
    source: 'mm/memory_hotplug.c, offline_pages; mm/page_isolation.c',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-187',
    claim:
      'emptying memory, to take it offline or for a range, ends with success or a definite error, and every failed round names a page that explains it',
    why: 'user space waits for the end, and can only help if it knows what is in the way',
    source: 'mm/memory_hotplug.c, offline_pages',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-190',
    claim: 'pages that go online become free all at once, and none of them is served before',
    why: 'a page served while its neighbours are withheld splits a block that is not whole yet',
    source: 'mm/memory_hotplug.c, online_pages, undo_isolate_page_range',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-191',
    claim: 'only an offline memory block is removed, and its frames are gone afterwards',
    why: 'removing memory in service takes frames out of the hands of their owners',
    source: 'mm/memory_hotplug.c, try_remove_memory',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-194',
    claim: 'a poisoned page comes back into service only if its error was injected, or with other memory',
    why: 'a real error comes back as well',
    source: 'mm/memory-failure.c, unpoison_memory',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-197',
    claim: 'ignored, failed, delayed and recovered errors of a node add up to all of them',
    why: 'who replaces memory decides by these figures',
    source: 'mm/memory-failure.c, update_per_node_mf_stats',
    designs: 'all',
    scope: 'report',
  },
];
