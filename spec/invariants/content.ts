import type { Invariant } from './invariant.ts';

/** What is in a page, as far as it shows. */
export const contentInvariants: readonly Invariant[] = [
  {
    id: 'INV-120',
    claim:
      'a block that is granted cleared was cleared since its last use, and no page in use is ever cleared',
    why: 'a reader of old content learns the secrets of another owner, and a holder whose page is cleared loses its own',
    source: 'mm/page_alloc.c, post_alloc_hook and want_init_on_alloc; the bytes themselves are not seen',
    designs: 'all',
    scope: 'operation',
  },
];
