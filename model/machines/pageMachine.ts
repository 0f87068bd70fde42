import { free } from './page/free.ts';
import { mirrored } from './page/mirrored.ts';
import { movable } from './page/movable.ts';
import { offline } from './page/offline.ts';
import { pinned } from './page/pinned.ts';
import { pageSetup } from './pageSetup.ts';

/**
 * What can become of one page. Five top states answer "may it be used, and must it stay?"; the leaves below them
 * are those of the specification. A guard names the invariants a transition obeys, so a refusal is its own diagnosis.
 *
 * The machine is read by people and compiled into a table for the oracle; nothing steps it at run time.
 */
export const pageMachine = pageSetup.createMachine({
  id: 'page',
  description: 'The life of one page frame between firmware, page allocator, owners and memory errors.',
  meta: { source: 'include/linux/mmzone.h; mm/page_alloc.c; mm/memory_hotplug.c; mm/memory-failure.c' },
  context: ({ input }) => ({ ...input }),
  initial: 'offline',
  states: { offline, free, movable, pinned, mirrored },
});
