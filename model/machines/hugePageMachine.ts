import { setup } from 'xstate';
import {
  HUGE_PAGE_RULES,
  type HugePageEventName,
  type HugePageFacts,
  type HugePageRuleName,
} from './hugePageRules.ts';

const hugePageSetup = setup({
  types: {
    context: {} as HugePageFacts,
    input: {} as HugePageFacts,
    events: {} as { readonly type: HugePageEventName },
    meta: {} as { source: string },
  },
  guards: {
    obeys: ({ context }, rules: readonly HugePageRuleName[]) =>
      rules.every((rule) => HUGE_PAGE_RULES[rule](context)),
  },
});

const obeys = (...params: readonly HugePageRuleName[]) => ({ type: 'obeys', params }) as const;
const SPLIT = { source: 'mm/huge_memory.c: split_huge_page_to_list_to_order' };
const QUEUE = { source: 'mm/huge_memory.c: deferred_split_folio' };
const COLLAPSE = { source: 'mm/khugepaged.c: collapse_huge_page' };

const freed = {
  target: 'freed',
  description: 'The whole page is freed or dropped; it waits for nothing any more.',
  meta: { source: 'mm/huge_memory.c: folio_unqueue_deferred_split; mm/swap.c: __folio_put' },
} as const;

const split = {
  target: 'split',
  guard: obeys('INV-174 nobody else references the page'),
  description: 'The references are exactly those of its owner, so the page is taken apart.',
  meta: SPLIT,
} as const;

const collapsed = {
  target: 'freed',
  guard: obeys('INV-174 nobody else references the page', 'INV-174 the two pages are alike'),
  description: 'The content is copied into half of a larger page, and this one is freed.',
  meta: COLLAPSE,
} as const;

/**
 * What becomes of a block of user memory as a whole: small or huge, partly unmapped and waiting to be split, taken apart, put
 * together. With a pin or an extra reference nothing takes it apart and nothing makes it part of another.
 */
export const hugePageMachine = hugePageSetup.createMachine({
  id: 'hugePage',
  description: 'Splitting and collapsing user memory.',
  meta: { source: 'mm/huge_memory.c; mm/khugepaged.c' },
  context: ({ input }) => ({ ...input }),
  initial: 'small',
  states: {
    small: {
      description: 'A single page.',
      meta: { source: 'include/linux/mm_types.h: struct folio' },
      on: { collapse: collapsed, free: freed },
    },
    huge: {
      description: 'Several pages under one head, all of them mapped.',
      meta: { source: 'include/linux/page-flags.h: PageCompound' },
      on: {
        unmapPart: {
          target: 'partlyMapped',
          guard: obeys('INV-174 page has more than two parts'),
          description: 'Part of it is unmapped. Nothing is free; the page is queued to be split.',
          meta: QUEUE,
        },
        split,
        collapse: collapsed,
        free: freed,
      },
    },
    partlyMapped: {
      description: 'Part of it is unmapped, and it waits on the queue of those to be split.',
      meta: QUEUE,
      on: {
        unmapPart: {
          description: 'It is on the queue already, and a page is on it once.',
          meta: QUEUE,
        },
        split,
        free: freed,
      },
    },
    split: {
      description: 'Taken apart; each half goes its own way.',
      meta: SPLIT,
      on: {
        part: [
          {
            target: 'huge',
            guard: obeys('page has halves of several pages'),
            description: 'A half of several pages is a huge page of its own.',
            meta: SPLIT,
          },
          { target: 'small', description: 'A half of one page is a small page.', meta: SPLIT },
        ],
        partFreed: {
          target: 'freed',
          description: 'The half that nobody maps is free at once.',
          meta: { source: 'mm/huge_memory.c: __folio_split, free_folio_and_swap_cache' },
        },
      },
    },
    freed: {
      description: 'It is not there.',
      meta: { source: 'mm/page_alloc.c: free_frozen_pages' },
      on: {
        join: { target: 'huge', description: 'Two pages became this one.', meta: COLLAPSE },
      },
    },
  },
});
