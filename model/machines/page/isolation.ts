import { obeys, type PageTransition, type PageTransitions, refuse } from '../pageSetup.ts';

const SOURCE = 'mm/page_isolation.c: set_migratetype_isolate, has_unmovable_pages';
/** Only offlining isolates here, and a block with CMA stays online: its areas are set up at boot for good. */
const MAY_ISOLATE = obeys('INV-137 page is not isolated yet', 'INV-188 block is not CMA');

/** A free page of a pageblock that is being isolated moves to the isolate list. */
export const isolated: PageTransition = {
  target: '#page.free.isolated',
  guard: MAY_ISOLATE,
  description: 'The pageblock is isolated, so its free pages are withheld.',
  meta: { source: SOURCE },
};

/** The same for a contiguous range: whether the range can be emptied is a question about the range, not about each page around it. */
export const isolatedForRange: PageTransition = {
  target: '#page.free.isolated',
  guard: obeys('INV-137 page is not isolated yet'),
  description: 'The pageblock is isolated for a contiguous range, so its free pages are withheld.',
  meta: { source: 'mm/page_alloc.c: alloc_contig_range; mm/page_isolation.c: start_isolate_page_range' },
};

const notedForRange: PageTransition = {
  guard: obeys('INV-137 page is not isolated yet'),
  description: 'The pageblock is isolated for a contiguous range; the page itself stays as it is.',
  meta: { source: 'mm/page_alloc.c: alloc_contig_range; mm/page_isolation.c: start_isolate_page_range' },
};

/** A page that is on no buddy list stays as it is when isolation begins or ends around it, and learns of it when it comes home. */
export const isolationNoted: PageTransitions<'isolate' | 'isolateForRange' | 'unisolate'> = {
  isolateForRange: notedForRange,
  isolate: {
    guard: MAY_ISOLATE,
    description: 'The pageblock is isolated around the page; it will be withheld when it is free.',
    meta: { source: SOURCE },
  },
  unisolate: {
    guard: obeys('INV-136 page is isolated'),
    description: 'The pageblock is in service again; the page itself stays as it is.',
    meta: { source: 'mm/page_isolation.c: unset_migratetype_isolate' },
  },
};

/** The page can neither move nor go: its pageblock cannot be emptied. */
export const isolationRefused = {
  ...refuse(
    ['isolate'],
    'INV-188 page may leave its place',
    'A pageblock with a page that must stay is not isolated.',
    SOURCE,
  ),
  isolateForRange: notedForRange,
  unisolate: isolationNoted.unisolate,
} as const;
