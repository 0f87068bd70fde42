import { SERVE_EVENTS } from '../pageEvents.ts';
import { obeys, type PageTransition, refuse } from '../pageSetup.ts';
import { home } from './home.ts';

const GET = 'include/linux/mm.h: get_page, folio_try_get; mm/gup.c: FOLL_GET';
const PUT = 'include/linux/mm.h: folio_put; mm/swap.c: __folio_put';

/** The first extra reference on memory that could move: from now on somebody knows it by its address. */
export const referenced = (target: string): PageTransition => ({
  target,
  description: 'A reader takes an extra reference; the page stays where it is until it is given back.',
  meta: { source: GET },
});

/** One more reference on a page that stays anyway. */
export const referencedAgain: PageTransition = {
  description: 'One more reference; the state says no more than that the page must stay.',
  meta: { source: GET },
};

/** A reference is given back and something else still keeps the page. */
export const referenceLeft: PageTransition = {
  description: 'A reference is given back, and what is left keeps the page as before.',
  meta: { source: PUT },
};

/** The last reference is given back and there is no pin. */
export const unreferenced = (target: string): PageTransition => ({
  target,
  description: 'The last extra reference is given back, and the page can move again.',
  meta: { source: PUT },
});

/** The owner frees what somebody else still references. */
export const dropped: PageTransition = {
  target: '#page.pinned.orphan',
  description: 'The owner frees the page, and the reference that is left keeps it from being free.',
  meta: { source: 'mm/page_alloc.c: ___free_pages; mm/swap.c: folios_put_refs' },
};

/** The last reference on a page without an owner: only now is it free. */
export const orphanEnds = {
  putLast: home(
    'The last reference frees the page',
    'mm/swap.c: __folio_put; mm/page_alloc.c: free_one_page',
  ),
  putLastToCache: {
    target: '#page.free.cached',
    guard: obeys(
      'INV-118 page on a private list is not isolated',
      'INV-118 page on a private list is not set aside',
      'INV-195 page is not poisoned',
    ),
    description: 'The last reference frees the page and its CPU keeps it on a private list.',
    meta: { source: 'mm/swap.c: __folio_put; mm/page_alloc.c: free_unref_page' },
  },
} as const;

/** An orphan has no owner, but it is not free. */
export const orphanIsNotFree = refuse(
  [...SERVE_EVENTS, 'take'],
  'INV-107 no reference holds the page',
  'A page that somebody references is on no list and is never handed out.',
  'mm/page_alloc.c: check_new_page; include/linux/page_ref.h',
);
