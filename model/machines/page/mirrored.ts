import { pageSetup } from '../pageSetup.ts';
import { givenBack } from './home.ts';
import { isolationNoted, isolationRefused } from './isolation.ts';
import { migrationBegins, migrationMeetsKernel, migrationMeetsPin } from './migration.ts';
import { criticalLosesMirror, kernelLosesMirror, pinnedCriticalLosesMirror } from './mirror.ts';
import { freeMeetsPin } from './pinned.ts';
import { pinLeft, pinnedAgain, pinnedForLong, pinnedForLongAgain, unpinned } from './pins.ts';
import { poisonMarks, poisonRetiresUsed } from './poison.ts';
import { dropped, referenced, referencedAgain, referenceLeft, unreferenced } from './references.ts';
import { memoryReplaced, replaceMeetsDevice } from './replace.ts';

/** Memory in use under the guarantee that there are two copies. */
export const mirrored = pageSetup.createStateConfig({
  description:
    'In use under the guarantee of mirrored memory: the frame is protected and the design promises it to this claim.',
  meta: { source: 'Taku Izumi, "mm: Introduce kernelcore=mirror option", December 2015' },
  initial: 'kernel',
  states: {
    kernel: {
      description: 'Kernel memory on a protected frame, under a design that protects the kernel.',
      meta: { source: 'mm/mm_init.c: find_zone_movable_pfns_for_nodes, kernelcore=mirror' },
      on: {
        ...givenBack,
        ...isolationRefused,
        ...migrationMeetsKernel,
        ...memoryReplaced,
        ...poisonMarks('Mirrored kernel memory'),
        ...kernelLosesMirror,
        getRef: referencedAgain,
        putRefLeft: referenceLeft,
        ownerDrop: dropped,
      },
    },
    critical: {
      description: 'User memory with a right to mirrored memory.',
      meta: { source: 'LWN, LSFMM 2016, "Partial address-space mirroring": MADV_MIRROR' },
      on: {
        ...givenBack,
        ...isolationNoted,
        ...migrationBegins,
        ...memoryReplaced,
        ...poisonRetiresUsed('Critical user memory'),
        ...criticalLosesMirror,
        pinShort: {
          target: '#page.mirrored.criticalPinned',
          description: 'Direct IO pins critical memory; it stays under the guarantee.',
          meta: { source: 'mm/gup.c: pin_user_pages' },
        },
        pinLong: pinnedForLong('#page.mirrored.criticalPinned'),
        getRef: referenced('#page.mirrored.criticalPinned'),
      },
    },
    criticalPinned: {
      description: 'Critical user memory that is pinned; how, the pin counts tell.',
      meta: { source: 'mm/gup.c: pin_user_pages' },
      on: {
        ...freeMeetsPin,
        ...isolationNoted,
        ...migrationMeetsPin,
        ...replaceMeetsDevice,
        ...poisonMarks('Pinned critical memory'),
        ...pinnedCriticalLosesMirror,
        pinShort: pinnedAgain,
        pinLong: pinnedForLongAgain,
        unpinToLong: pinLeft,
        unpinToShort: pinLeft,
        unpinToNone: unpinned('#page.mirrored.critical'),
        getRef: referencedAgain,
        putRefLeft: referenceLeft,
        putRefToNone: unreferenced('#page.mirrored.critical'),
        ownerDrop: dropped,
      },
    },
  },
});
