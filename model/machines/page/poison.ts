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

/** Nobody is lost whom the kernel could not do without: the page is free, or its content can be read again or given up. */
export const poisonRetires = (what: string) => {
  const retired: PageTransition = {
    target: '#page.offline.poisoned',
    description: `${what} is retired by a memory error.`,
    meta: { source: 'mm/memory-failure.c: page_handle_poison, me_pagecache_clean, hwpoison_user_mappings' },
  };
  return { poisonInjected: [already, retired], poisonReal: [already, corrected, retired] } as const;
};

/** The holder cannot be parted from the page: only the mark is set, and the page is retired when it is freed. */
export const poisonMarks = (what: string) => {
  const marked: PageTransition = {
    description: `${what} stays with its holder; the error leaves a mark (INV-195).`,
    meta: { source: 'mm/memory-failure.c: me_kernel, action_result' },
  };
  return { poisonInjected: [already, marked], poisonReal: [already, corrected, marked] } as const;
};
