import { LEAF, LEAVES } from '../pages/leaf.ts';
import { NO_ZONE } from '../zones/zone.ts';
import { everyPage, type Invariant } from './invariant.ts';

/** Memory blocks and memory errors. */
export const hotplugInvariants: readonly Invariant[] = [
  {
    id: 'INV-180',
    claim: 'a memory block is absent, offline or online, and goes from each only to the next',
    why: 'user space decides by the state what it may unplug',
    source: 'drivers/base/memory.c',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-181',
    claim: 'onlining what is online and offlining what is offline succeeds and changes nothing',
    why: 'scripts repeat themselves',
    source: 'drivers/base/memory.c, memory_subsys_online',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-183',
    claim: 'offlining that fails leaves the block in service as it was',
    why: 'withheld memory that nobody takes is lost',
    source: 'mm/memory_hotplug.c, failed_removal_isolated',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-184',
    claim: 'a memory block that begins to go offline or online ends as one or the other',
    why: 'drivers that were told of the beginning wait for the end',
    source: 'include/linux/memory.h, MEM_GOING_OFFLINE to MEM_CANCEL_OFFLINE',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-185',
    claim:
      'pages of an offline block are on no list, held by nobody, in no zone; pages in service are in one',
    why: 'the memory may be pulled out of the machine',
    source: 'mm/memory_hotplug.c, offline_pages',
    designs: 'all',
    scope: 'world',
    violators: everyPage(({ block, leaves, zone }) => {
      if (block === 'absent') return zone === NO_ZONE && leaves.every((name) => name === 'offline.absent');
      if (block === 'offline') return zone === NO_ZONE && leaves.every((name) => name.startsWith('offline.'));
      return zone !== NO_ZONE || leaves.every((name) => !LEAVES[LEAF[name]]!.managed);
    }),
  },
  {
    id: 'INV-188',
    claim:
      'a block with boot memory, kernel pages, pinned pages, CMA, holes or several zones never goes offline',
    why: 'what cannot move would be lost',
    source: 'mm/memory_hotplug.c, offline_pages; mm/page_isolation.c',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-189',
    claim: 'a block that goes online joins the zone that was asked for',
    why: 'online_movable promises that the block can be taken out again',
    source: 'mm/memory_hotplug.c, zone_for_pfn_range',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-192',
    claim: 'a page that left circulation because of a memory error is never handed out',
    why: 'the next owner would lose its data',
    source: 'mm/memory-failure.c; mm/page_alloc.c, take_page_off_buddy',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-193',
    claim: 'taking a poisoned page out of a free block takes that page only',
    why: 'one bad cell should not cost four megabytes',
    source: 'mm/page_alloc.c, take_page_off_buddy',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-195',
    claim: 'a poisoned page in use keeps its mark, and leaves circulation when it is freed',
    why: 'kernel memory cannot be taken away, only not given again',
    source: 'mm/memory-failure.c; mm/page_alloc.c, free_pages_prepare',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-196',
    claim: 'a second error on a poisoned page changes nothing',
    why: 'counting it twice takes two pages for one',
    source: 'mm/memory-failure.c, -EHWPOISON',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-198',
    claim: 'a block with poisoned pages does not go online',
    why: 'the marks would be forgotten',
    source: 'drivers/base/memory.c, memory_block_online',
    designs: 'all',
    scope: 'operation',
  },
];
