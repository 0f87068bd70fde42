import { obeys, type PageTransition, refuse } from '../pageSetup.ts';

const SOURCE = 'Ingo Molnar, November 2005, on hot-replace: the same amount of memory, DMA tracked';

const cameHome = (target: string, ...rules: readonly ('page is isolated' | 'page is set aside')[]) =>
  ({
    target,
    guard: obeys(...rules),
    description: 'The bad memory is gone, and the page is free again.',
    meta: { source: SOURCE },
  }) as const satisfies PageTransition;

/** The memory behind the page is exchanged, which neither its owner nor its list notices. */
export const memoryReplaced = {
  replace: {
    description: 'Other memory holds the content from now on; a mark of an error is gone with the old one.',
    meta: { source: SOURCE },
  },
} as const;

/** What is retired for an error comes back with sound memory, whoever reported the error. */
export const retiredIsReplaced = {
  replace: [
    cameHome('#page.free.isolated', 'page is isolated'),
    cameHome('#page.free.reserve', 'page is set aside'),
    cameHome('#page.free.available'),
  ],
} as const;

/** A device or a hypervisor knows the memory by its address, and nobody sees what it writes during the copy. */
export const replaceMeetsDevice = refuse(
  ['replace'],
  'INV-5 no device writes the page',
  'A page that a device or a hypervisor may write keeps its memory.',
  SOURCE,
);
