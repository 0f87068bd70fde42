import { ZONE_MOVABLE, zoneIndexOf } from '../zones/zone.ts';
import { everyPage, type Invariant } from './invariant.ts';

/** Migration that fails, compaction, and who may live in ZONE_MOVABLE. */
export const migrationInvariants: readonly Invariant[] = [
  {
    id: 'INV-170',
    claim:
      'a migration that fails leaves the page where it was, with everything it had, and frees the new frame',
    why: 'the process goes on with the old frame and knows nothing of the new one',
    source: 'mm/migrate.c, migrate_folio_undo_src, migrate_folio_undo_dst',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-173',
    claim: 'what lives in ZONE_MOVABLE came with a request for it',
    why: 'each page that can only move between kernel zones blocks its memory block like one that cannot move',
    source: 'include/linux/mmzone.h, ZONE_MOVABLE and its exceptions',
    designs: 'all',
    scope: 'world',
    violators: everyPage(
      ({ zone, claim, leaves }) =>
        zoneIndexOf(zone) !== ZONE_MOVABLE ||
        claim !== 'kernelMovable' ||
        leaves.includes('movable.migrating'),
    ),
  },
  {
    id: 'INV-177',
    claim:
      'compaction ends: its scanners move towards each other, and it is put off at most 64 times in a row',
    why: 'a daemon that starts over for ever takes a CPU and gives nothing',
    source: 'mm/compaction.c, compact_zone, compaction_deferred',
    designs: 'all',
    scope: 'operation',
  },
];
