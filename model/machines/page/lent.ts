import { SERVE_EVENTS } from '../pageEvents.ts';
import { obeys, refuse } from '../pageSetup.ts';
import { FOR_KERNEL, handOver } from './claims.ts';
import { home } from './home.ts';
import { isolationNoted } from './isolation.ts';
import { mirrorBreaks } from './mirror.ts';
import { poisonMarks } from './poison.ts';
import { replaceMeetsDevice } from './replace.ts';

const BALLOON = 'mm/balloon.c: balloon_page_alloc, balloon_page_enqueue';
const DEFLATE = 'mm/balloon.c: balloon_page_dequeue; drivers/virtio/virtio_balloon.c: release_pages_balloon';

/** A free page goes to a hypervisor; it cannot move, so the rules are those of kernel memory. */
export const lending = {
  lend: handOver(
    'offline.lent',
    FOR_KERNEL,
    'A balloon takes the page for the hypervisor; it cannot move from now on.',
    BALLOON,
  ),
};

/** Memory whose frame the hypervisor may have taken away. */
export const lent = {
  description: 'Lent to a hypervisor: nobody reads, writes or moves it, and it is not managed.',
  meta: { source: 'include/linux/page-flags.h: PageOffline; mm/balloon.c' },
  on: {
    ...isolationNoted,
    ...mirrorBreaks,
    ...poisonMarks('A lent page'),
    ...replaceMeetsDevice,
    ...refuse(
      [...SERVE_EVENTS, 'take', 'migrateBegin'],
      'INV-176 page is not lent',
      'A lent page is not there to use or to move until it is returned.',
      'include/linux/page-flags.h: PageOffline',
    ),
    returnLent: home('The balloon gives the page back', DEFLATE),
    returnLentToCache: {
      target: '#page.free.cached',
      guard: obeys('INV-118 page on a private list is not isolated', 'INV-192 page is not poisoned'),
      description: 'The balloon gives the page back and the CPU keeps it on a private list.',
      meta: { source: DEFLATE },
    },
  },
};
