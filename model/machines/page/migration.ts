import { obeys, type PageTransition, refuse } from '../pageSetup.ts';

const begins: PageTransition = {
  target: '#page.movable.migrating',
  guard: obeys('INV-192 page is not poisoned'),
  description: 'The page is isolated from its users and its content begins to move.',
  meta: { source: 'mm/migrate.c: isolate_movable_page, migrate_folio_unmap' },
};

/** Nobody holds the page by its address, so its content may move. */
export const migrationBegins = { migrateBegin: begins } as const;

/** A pin is a reference that migration did not expect, so it gives up and the page stays as it was. */
export const migrationMeetsPin = refuse(
  ['migrateBegin'],
  'INV-168 page has no extra reference',
  'A pinned page does not move.',
  'mm/migrate.c: folio_migrate_mapping, -EAGAIN',
);

/** Pointers to the page cannot be found and rewritten. */
export const migrationMeetsKernel = refuse(
  ['migrateBegin'],
  'INV-172 page may change its place',
  'Kernel and boot memory never changes its place.',
  'mm/page_isolation.c: has_unmovable_pages',
);
