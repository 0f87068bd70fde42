import { obeys, type PageTransition } from '../pageSetup.ts';

/**
 * Where a page goes that has no owner any more, read from what is true of it now: out of circulation if it is poisoned,
 * to the withheld ones if its pageblock is isolated, to the mirror reserve if its pageblock is set aside, else to the buddy
 * lists. What was true when it was handed out does not count.
 *
 * @param event what happened to the page, as the beginning of a sentence
 */
export const home = (event: string, source: string): readonly PageTransition[] => [
  {
    target: '#page.offline.poisoned',
    guard: obeys('page is poisoned'),
    description: `${event}; it is poisoned and leaves circulation.`,
    meta: { source },
  },
  {
    target: '#page.free.isolated',
    guard: obeys('page is isolated'),
    description: `${event}; its pageblock is isolated and it is withheld.`,
    meta: { source },
  },
  {
    target: '#page.free.reserve',
    guard: obeys('page is set aside'),
    description: `${event}; its pageblock is set aside and it joins the mirror reserve.`,
    meta: { source },
  },
  {
    target: '#page.free.available',
    description: `${event} and joins a buddy list.`,
    meta: { source },
  },
];

/** The two ways in which an owner gives a page back: to the buddy lists, or to a private list of its CPU. */
export const givenBack = {
  free: home('The owner frees the page', 'mm/page_alloc.c: free_one_page, __free_one_page'),
  freeToCache: {
    target: '#page.free.cached',
    guard: obeys(
      'INV-118 page on a private list is not isolated',
      'INV-118 page on a private list is not set aside',
      'INV-195 page is not poisoned',
    ),
    description: 'The owner frees the page and its CPU keeps it on a private list.',
    meta: { source: 'mm/page_alloc.c: free_unref_page, free_pages_prepare' },
  },
} as const;
