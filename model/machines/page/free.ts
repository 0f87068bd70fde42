import { RESERVE_EVENTS, SERVE_EVENTS } from '../pageEvents.ts';
import { obeys, pageSetup, refuse } from '../pageSetup.ts';
import { claimRange } from './claimRange.ts';
import { RESERVE } from './claims.ts';
import { home } from './home.ts';
import { isolated, isolatedForRange, isolationNoted } from './isolation.ts';
import { lending } from './lent.ts';
import { mirrorBreaks } from './mirror.ts';
import { poisonRetiresFree } from './poison.ts';
import { memoryReplaced } from './replace.ts';
import { serve, serveFromReserve } from './serve.ts';

/** Memory without an owner, on some list. */
export const free = pageSetup.createStateConfig({
  description: 'Nobody owns the page. Whether it may be served depends on the list it is on.',
  meta: { source: 'mm/page_alloc.c' },
  initial: 'available',
  on: { ...poisonRetiresFree, ...mirrorBreaks, ...memoryReplaced },
  states: {
    available: {
      description: 'On a buddy list and counted in NR_FREE_PAGES.',
      meta: { source: 'include/linux/mmzone.h: struct free_area' },
      on: {
        ...serve,
        ...lending,
        isolate: isolated,
        isolateForRange: isolatedForRange,
        take: {
          target: '#page.free.cached',
          guard: obeys('INV-134 page is not isolated', 'INV-192 page is not poisoned'),
          description: 'A private list is filled up from the buddy lists.',
          meta: { source: 'mm/page_alloc.c: rmqueue_bulk' },
        },
        setAside: {
          target: '#page.free.reserve',
          guard: obeys('INV-154 pageblock is set aside', 'INV-2 frame is mirrored'),
          description: 'The pageblock is set aside for the mirror; its free pages leave the free memory.',
          meta: { source: RESERVE },
        },
      },
    },
    cached: {
      description: 'On a private list, such as the per-CPU list; not counted in NR_FREE_PAGES.',
      meta: { source: 'include/linux/mmzone.h: struct per_cpu_pages' },
      on: {
        ...serve,
        ...lending,
        ...isolationNoted,
        putBack: home('The private list gives the page back', 'mm/page_alloc.c: free_pcppages_bulk'),
      },
    },
    isolated: {
      description:
        'Free, but withheld: its pageblock is isolated for offlining, or not completely online yet.',
      meta: { source: 'include/linux/mmzone.h: MIGRATE_ISOLATE; mm/page_isolation.c' },
      on: {
        ...refuse(
          [...SERVE_EVENTS, ...RESERVE_EVENTS, 'take'],
          'INV-134 page is not withheld',
          'No page of an isolated pageblock is ever handed out.',
          'mm/page_isolation.c; mm/page_alloc.c: __rmqueue',
        ),
        ...refuse(
          ['isolate', 'isolateForRange'],
          'INV-137 page is not withheld yet',
          'A pageblock is not isolated twice.',
          'mm/page_isolation.c: set_migratetype_isolate',
        ),
        ...claimRange,
        unisolate: [
          {
            target: '#page.offline.poisoned',
            guard: obeys('page is poisoned'),
            description:
              'The pageblock is in service again, but the page is poisoned and leaves circulation.',
            meta: { source: 'mm/page_alloc.c: take_page_off_buddy' },
          },
          {
            target: '#page.free.reserve',
            guard: obeys('page is set aside'),
            description: 'The pageblock is in service again and the page joins the mirror reserve.',
            meta: { source: RESERVE },
          },
          {
            target: '#page.free.available',
            description: 'The pageblock is in service again and the page joins a buddy list.',
            meta: { source: 'mm/page_isolation.c: unset_migratetype_isolate' },
          },
        ],
        takeOffline: {
          target: '#page.offline.present',
          description: 'The block goes offline; its withheld pages leave the allocator.',
          meta: { source: 'mm/memory_hotplug.c: offline_pages; mm/page_alloc.c: __offline_isolated_pages' },
        },
      },
    },
    reserve: {
      description:
        'Free, but set aside: no ordinary request finds it, and it is not counted in NR_FREE_PAGES.',
      meta: { source: RESERVE },
      on: {
        ...serveFromReserve,
        isolate: isolated,
        ...refuse(
          ['take'],
          'INV-154 request has a right to the mirror reserve',
          'No private list is filled up from the mirror reserve.',
          RESERVE,
        ),
        ...refuse(
          ['isolateForRange'],
          'INV-154 request has a right to the mirror reserve',
          'No contiguous range is taken out of the mirror reserve.',
          RESERVE,
        ),
        giveBack: {
          target: '#page.free.available',
          description: 'The pageblock is set aside no more; its pages are free for everybody.',
          meta: { source: RESERVE },
        },
      },
    },
  },
});
