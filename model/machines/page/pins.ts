import { obeys, type PageTransition } from '../pageSetup.ts';

const GUP = 'mm/gup.c: pin_user_pages';
const UNPIN = 'mm/gup.c: unpin_user_page, gup_put_folio';

const MAY_PIN_LONG = obeys(
  'INV-163 page is below ZONE_MOVABLE',
  'INV-163 page is not CMA',
  'INV-163 page is not isolated',
);

/** A long-term pin, where one may live. Elsewhere the page moves first, or the call fails with nothing pinned. */
export const pinnedForLong = (target: string): PageTransition => ({
  target,
  guard: MAY_PIN_LONG,
  description: 'A device may hold the page for ever from now on (FOLL_LONGTERM).',
  meta: { source: 'include/linux/mm.h: folio_is_longterm_pinnable' },
});

/** One more long-term pin on a page that has one. The rule binds again: the pageblock may have been isolated since. */
export const pinnedForLongAgain: PageTransition = {
  guard: MAY_PIN_LONG,
  description: 'One more pin; the state says no more than that there is one.',
  meta: { source: 'include/linux/mm.h: folio_is_longterm_pinnable' },
};

/** One more short-term pin on a pinned page. */
export const pinnedAgain: PageTransition = {
  description: 'One more pin; the state says no more than that there is one.',
  meta: { source: GUP },
};

/** A pin is taken away and one of the same or a longer term is left. */
export const pinLeft: PageTransition = {
  description: 'A pin is taken away, and what is left holds the page as before.',
  meta: { source: UNPIN },
};

/** The last long-term pin is taken away and a short-term one is left. */
export const onlyShortLeft: PageTransition = {
  target: '#page.pinned.shortterm',
  description: 'The last long-term pin is taken away; a short-term one is left.',
  meta: { source: UNPIN },
};

/** The last pin is taken away. */
export const unpinned = (target: string): PageTransition => ({
  target,
  description: 'The last pin is taken away, and the page can move again.',
  meta: { source: UNPIN },
});
