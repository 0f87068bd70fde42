import { RESERVE_EVENTS, SERVE_EVENTS } from '../pageEvents.ts';
import { obeys, pageSetup, refuse } from '../pageSetup.ts';
import { isolationNoted } from './isolation.ts';
import { lent } from './lent.ts';
import { mirrorBreaks } from './mirror.ts';
import { retiredComesBack } from './poison.ts';
import { memoryReplaced, retiredIsReplaced } from './replace.ts';

/** Memory that nobody can be served from: not there, not in service, or retired. */
export const offline = pageSetup.createStateConfig({
  description: 'Not usable: no memory, memory out of service, or memory retired by an error.',
  meta: { source: 'mm/memory_hotplug.c; mm/memory-failure.c' },
  initial: 'absent',
  states: {
    absent: {
      description: 'There is no memory: a hole, or unplugged.',
      meta: { source: 'include/linux/mmzone.h: pfn_valid, struct zone.present_pages' },
      on: {
        add: {
          target: '#page.offline.present',
          description: 'Memory is plugged in; its block is offline.',
          meta: { source: 'mm/memory_hotplug.c: add_memory_resource' },
        },
      },
    },
    present: {
      description: 'Memory that is not in service: its block is offline, or boot put it into no zone.',
      meta: { source: 'include/linux/memory.h: MEM_OFFLINE; mm/mm_init.c' },
      on: {
        ...mirrorBreaks,
        ...memoryReplaced,
        release: {
          target: '#page.free.available',
          guard: obeys('INV-192 page is not poisoned'),
          description: 'Boot hands the page over to the page allocator.',
          meta: { source: 'mm/memblock.c: memblock_free_all; mm/mm_init.c: memblock_free_pages' },
        },
        reserveFixed: {
          target: '#page.pinned.fixed',
          description: 'Boot keeps the page for itself: kernel image, memory map, firmware.',
          meta: { source: 'mm/memblock.c: memblock_reserve, memmap_init_reserved_pages' },
        },
        online: {
          target: '#page.free.isolated',
          guard: obeys('INV-198 page is not poisoned'),
          description:
            'The block goes online; its pages are counted at once but withheld until it is complete.',
          meta: { source: 'mm/memory_hotplug.c: online_pages' },
        },
        takeOffline: {
          description: 'The page is out of service already.',
          meta: { source: 'mm/memory_hotplug.c: offline_pages' },
        },
        remove: {
          target: '#page.offline.absent',
          description: 'The memory is pulled out, and its frames are gone.',
          meta: { source: 'mm/memory_hotplug.c: try_remove_memory, arch_remove_memory' },
        },
      },
    },
    lent,
    poisoned: {
      description:
        'Taken out of circulation by a memory error; still counted as managed while its block is online.',
      meta: { source: 'mm/page_alloc.c: take_page_off_buddy' },
      on: {
        ...mirrorBreaks,
        ...isolationNoted,
        ...retiredComesBack,
        ...retiredIsReplaced,
        ...refuse(
          [...SERVE_EVENTS, ...RESERVE_EVENTS, 'take'],
          'INV-192 page is in circulation',
          'A page that was retired is on no list and is never handed out.',
          'mm/page_alloc.c: take_page_off_buddy; mm/memory-failure.c',
        ),
        ...refuse(
          ['online'],
          'INV-198 block holds no poisoned page',
          'A block with a poisoned page does not come back.',
          'mm/memory_hotplug.c: online_pages; drivers/base/memory.c: memblk_nr_poison',
        ),
        takeOffline: {
          description: 'A poisoned page does not keep its block online; it stays retired.',
          meta: { source: 'mm/page_isolation.c: __test_page_isolated_in_pageblock' },
        },
        remove: {
          target: '#page.offline.absent',
          description: 'The memory is pulled out, and the mark of the error goes with it.',
          meta: { source: 'mm/memory_hotplug.c: try_remove_memory; mm/sparse.c: clear_hwpoisoned_pages' },
        },
        poisonInjected: {
          description: 'The page is retired already; a second report changes nothing (INV-196).',
          meta: { source: 'mm/memory-failure.c: memory_failure' },
        },
        poisonReal: {
          description: 'The page is retired already; a second report changes nothing (INV-196).',
          meta: { source: 'mm/memory-failure.c: memory_failure' },
        },
      },
    },
  },
});
