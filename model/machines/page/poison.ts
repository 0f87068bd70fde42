import { obeys, type PageTransition } from '../pageSetup.ts';

const SOURCE = 'mm/memory-failure.c: memory_failure';
const MIRROR = 'LWN, LSFMM 2016, "Partial address-space mirroring"; UEFI, EFI_MEMORY_MORE_RELIABLE';

const already: PageTransition = {
  guard: obeys('page is poisoned'),
  description: 'The page is poisoned already; a second report changes nothing (INV-196).',
  meta: { source: SOURCE },
};

const corrected: PageTransition = {
  guard: obeys('frame is protected'),
  description: 'The second copy answers: a real error on a protected frame changes nothing (INV-162).',
  meta: { source: MIRROR },
};

const retired = (what: string): PageTransition => ({
  target: '#page.offline.poisoned',
  description: `${what} is retired by a memory error.`,
  meta: { source: 'mm/memory-failure.c: page_handle_poison, me_pagecache_clean, hwpoison_user_mappings' },
});

/** The mark of an injected error is taken away from a page that somebody uses. */
const markGone: PageTransition = {
  guard: obeys('INV-194 page is poisoned', 'INV-194 error was injected'),
  description: 'An injected error is taken back: the page loses its mark and stays with its holder.',
  meta: { source: 'mm/memory-failure.c: unpoison_memory' },
};

const cameHome = (
  target: string,
  ...rules: readonly ('page is isolated' | 'page is set aside')[]
): PageTransition => ({
  target,
  guard: obeys(...rules, 'INV-194 error was injected'),
  description: 'An injected error is taken back: the page loses its mark and is free again.',
  meta: { source: 'mm/memory-failure.c: unpoison_memory; mm/page_alloc.c: put_page_back_buddy' },
});

/** A retired page whose error was injected comes back into circulation. */
export const retiredComesBack = {
  unpoison: [
    cameHome('#page.free.isolated', 'page is isolated'),
    cameHome('#page.free.reserve', 'page is set aside'),
    cameHome('#page.free.available'),
  ],
} as const;

/** Nobody needs the page, so it leaves circulation at once: a free page never carries the mark of an error. */
export const poisonRetiresFree = {
  poisonInjected: retired('A free page'),
  poisonReal: [corrected, retired('A free page')],
} as const;

/** The content can be read again or given up, and the page leaves circulation. */
export const poisonRetiresUsed = (what: string) =>
  ({
    poisonInjected: [already, retired(what)],
    poisonReal: [already, corrected, retired(what)],
    unpoison: markGone,
  }) as const;

/** The holder cannot be parted from the page: only the mark is set, and the page is retired when it is freed. */
export const poisonMarks = (what: string) => {
  const marked: PageTransition = {
    description: `${what} stays with its holder; the error leaves a mark (INV-195).`,
    meta: { source: 'mm/memory-failure.c: me_kernel, action_result' },
  };
  return {
    poisonInjected: [already, marked],
    poisonReal: [already, corrected, marked],
    unpoison: markGone,
  } as const;
};
