import { pageSetup, refuse } from '../pageSetup.ts';
import { givenBack } from './home.ts';
import { isolationNoted, isolationRefused } from './isolation.ts';
import { migrationMeetsKernel, migrationMeetsPin } from './migration.ts';
import { mirrorBreaks, promoted } from './mirror.ts';
import { onlyShortLeft, pinLeft, pinnedAgain, pinnedForLong, pinnedForLongAgain, unpinned } from './pins.ts';
import { poisonMarks } from './poison.ts';
import {
  dropped,
  orphanEnds,
  orphanIsNotFree,
  referencedAgain,
  referenceLeft,
  unreferenced,
} from './references.ts';
import { memoryReplaced, replaceMeetsDevice } from './replace.ts';

/** A page that somebody still refers to is on no list; the owner unpins first. */
export const freeMeetsPin = refuse(
  ['free', 'freeToCache'],
  'INV-107 no pin holds the page',
  'A page that is still pinned is not freed.',
  'mm/page_alloc.c: free_page_is_bad; mm/swap.c: __folio_put',
);

/** Memory in use that must stay at its frame. */
export const pinned = pageSetup.createStateConfig({
  description: 'In use, and must stay at this frame, without a promise of mirrored memory.',
  meta: { source: 'mm/gup.c; include/linux/mmzone.h: MIGRATE_UNMOVABLE' },
  initial: 'kernel',
  on: { ...poisonMarks('Memory that must stay'), ...mirrorBreaks },
  states: {
    fixed: {
      description: 'Never came from the page allocator: kernel image, memory map, firmware.',
      meta: { source: 'mm/memblock.c: memblock_reserve; include/linux/page-flags.h: PG_reserved' },
      on: { ...isolationRefused, ...migrationMeetsKernel, ...memoryReplaced },
    },
    kernel: {
      description: 'Unmovable by request; no guarantee of mirrored memory is held.',
      meta: { source: 'include/linux/gfp_types.h: GFP_KERNEL, __GFP_RECLAIMABLE' },
      on: {
        ...givenBack,
        ...isolationRefused,
        ...migrationMeetsKernel,
        ...memoryReplaced,
        ...promoted('#page.mirrored.kernel', 'Kernel memory'),
        getRef: referencedAgain,
        putRefLeft: referenceLeft,
        ownerDrop: dropped,
      },
    },
    shortterm: {
      description:
        'Movable memory with short-term pins or extra references only: direct IO, or a reader without a lock.',
      meta: { source: 'mm/gup.c: pin_user_pages without FOLL_LONGTERM' },
      on: {
        ...freeMeetsPin,
        ...isolationNoted,
        ...migrationMeetsPin,
        ...replaceMeetsDevice,
        pinShort: pinnedAgain,
        ...promoted('#page.mirrored.criticalPinned', 'Pinned critical memory'),
        pinLong: pinnedForLong('#page.pinned.longterm'),
        unpinToShort: pinLeft,
        unpinToNone: unpinned('#page.movable.mapped'),
        getRef: referencedAgain,
        putRefLeft: referenceLeft,
        putRefToNone: unreferenced('#page.movable.mapped'),
        putRefToDriver: unreferenced('#page.movable.driver'),
        ownerDrop: dropped,
      },
    },
    longterm: {
      description: 'User memory with at least one long-term pin: a device may hold it for ever.',
      meta: { source: 'mm/gup.c: FOLL_LONGTERM' },
      on: {
        ...freeMeetsPin,
        ...isolationNoted,
        ...migrationMeetsPin,
        ...replaceMeetsDevice,
        pinShort: pinnedAgain,
        pinLong: pinnedForLongAgain,
        ...promoted('#page.mirrored.criticalPinned', 'Critical memory pinned for long'),
        unpinToLong: pinLeft,
        unpinToShort: onlyShortLeft,
        unpinToNone: unpinned('#page.movable.mapped'),
        getRef: referencedAgain,
        putRefLeft: referenceLeft,
      },
    },
    orphan: {
      description: "Its owner has freed it, and an extra reference still holds it: not free, and nobody's.",
      meta: { source: 'mm/page_alloc.c: ___free_pages; mm/swap.c: __folio_put' },
      on: {
        ...orphanEnds,
        ...orphanIsNotFree,
        ...isolationNoted,
        ...migrationMeetsPin,
        ...replaceMeetsDevice,
        putRefLeft: referenceLeft,
      },
    },
  },
});
