import { pageSetup } from '../pageSetup.ts';
import { arrive } from './arrive.ts';
import { givenBack, home } from './home.ts';
import { isolationNoted } from './isolation.ts';
import { migrationBegins } from './migration.ts';
import { mirrorBreaks, promoted } from './mirror.ts';
import { pinnedForLong } from './pins.ts';
import { poisonMarks, poisonRetiresUsed } from './poison.ts';
import { referenced } from './references.ts';
import { memoryReplaced } from './replace.ts';

/** Memory in use whose content can be moved or dropped. */
export const movable = pageSetup.createStateConfig({
  description: 'In use; the content can be moved to another page, or dropped.',
  meta: { source: 'include/linux/mmzone.h: MIGRATE_MOVABLE; mm/migrate.c' },
  initial: 'mapped',
  on: { ...givenBack, ...isolationNoted, ...mirrorBreaks, ...memoryReplaced },
  states: {
    mapped: {
      description: 'User memory or page cache.',
      meta: { source: 'mm/memory.c: do_anonymous_page; mm/filemap.c: filemap_alloc_folio' },
      on: {
        ...migrationBegins,
        ...poisonRetiresUsed('User memory'),
        ...promoted('#page.mirrored.critical', 'Critical memory'),
        reclaim: home('Reclaim drops the content of the page', 'mm/vmscan.c: shrink_folio_list'),
        pinShort: {
          target: '#page.pinned.shortterm',
          description:
            'Direct IO pins the page; it stays for a moment. Legal everywhere, ZONE_MOVABLE and CMA included.',
          meta: { source: 'mm/gup.c: pin_user_pages' },
        },
        pinLong: pinnedForLong('#page.pinned.longterm'),
        getRef: referenced('#page.pinned.shortterm'),
      },
    },
    driver: {
      description: 'Memory of a driver that moves it itself; never dropped and never pinned.',
      meta: { source: 'mm/zsmalloc.c; include/linux/migrate.h: struct movable_operations' },
      on: {
        ...migrationBegins,
        ...poisonMarks('Driver memory'),
        getRef: referenced('#page.pinned.shortterm'),
      },
    },
    migrating: {
      description: 'Source or target of a migration in progress.',
      meta: { source: 'mm/migrate.c: migrate_pages_batch' },
      on: {
        ...arrive,
        ...poisonMarks('A page in migration'),
        vacate: home('The content has moved away from the page', 'mm/migrate.c: migrate_folio_done'),
      },
    },
  },
});
