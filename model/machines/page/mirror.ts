import { obeys, type PageTransition, type PageTransitions } from '../pageSetup.ts';

const BROKEN = 'ACPI and EFI_MEMORY_MORE_RELIABLE: a mirror that breaks is still memory; LWN, LSFMM 2016';
const EXPAND = 'LWN, LSFMM 2016, "Partial address-space mirroring": expand the range rather than fall back';

const unchanged: PageTransition = {
  description: 'The frame has one copy from now on; the page keeps its owner and its state.',
  meta: { source: BROKEN },
};

/** The frame loses its second copy, and nothing was promised to the page. */
export const mirrorBreaks = { breakMirror: unchanged } as const;

const lost = (target: string, what: string): PageTransition => ({
  target,
  description: `${what} keeps its owner and its frame, and loses the guarantee of the mirror.`,
  meta: { source: BROKEN },
});

export const kernelLosesMirror = {
  breakMirror: lost('#page.pinned.kernel', 'Kernel memory'),
} as const;

export const criticalLosesMirror = {
  breakMirror: lost('#page.movable.mapped', 'Critical memory'),
} as const;

/** What is pinned stays pinned; how, the pin counts tell. */
export const pinnedCriticalLosesMirror: PageTransitions<'breakMirrorShort' | 'breakMirrorLong'> = {
  breakMirrorShort: lost('#page.pinned.shortterm', 'Critical memory with short-term pins'),
  breakMirrorLong: lost('#page.pinned.longterm', 'Critical memory pinned for long'),
};

/** The frame is mirrored now, and the claim of the page has a right to that. */
export const promoted = (target: string, what: string): { readonly promote: PageTransition } => ({
  promote: {
    target,
    guard: obeys('INV-2 frame is mirrored', 'INV-1 page is below ZONE_MOVABLE'),
    description: `${what} comes under the guarantee of the mirror where it is.`,
    meta: { source: EXPAND },
  },
});
