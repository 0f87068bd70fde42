import { handmade, movablePage, normalPage } from '../../spec/testing/handmade.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { type Demonstration, ofWorld } from './demonstration.ts';

const { min } = handmade({}).ledgers[2]!; // ZONE_NORMAL.
const sound = () => handmade({});

/** Rules over all frames and counters, each broken by one page or one figure. */
export const worldDemonstrations: readonly Demonstration[] = [
  ofWorld(
    'INV-1',
    'a kernel page lies in ZONE_MOVABLE',
    () => handmade({ page: movablePage({ leaves: ['pinned.kernel'] }) }),
    () => handmade({ page: normalPage({ leaves: ['pinned.kernel'] }) }),
  ),
  ofWorld(
    'INV-2',
    'a kernel page that was promised mirrored memory lies on a bare frame',
    () => handmade({ page: normalPage({ leaves: ['pinned.kernel'], claim: 'kernel', mirror: 'bare' }) }),
    () => handmade({ page: normalPage({ leaves: ['mirrored.kernel'], claim: 'kernel' }) }),
  ),
  ofWorld(
    'INV-103',
    'a frame is in no place at all',
    () => handmade({ page: movablePage({ leaves: [] }) }),
    () => handmade({ page: movablePage({ leaves: ['free.cached'] }) }),
  ),
  ofWorld(
    'INV-111',
    'the free pages of a zone are one short',
    () => handmade({ ledger: { free: 31 } }),
    sound,
  ),
  ofWorld(
    'INV-112',
    'a zone has more free CMA pages than free pages',
    () => handmade({ ledger: { freeCma: 33 } }),
    () => handmade({ ledger: { freeCma: 32 } }),
  ),
  ofWorld(
    'INV-113',
    'a managed page is nowhere',
    () => handmade({ page: movablePage({ leaves: ['free.cached'] }), leaked: true }),
    () => handmade({ page: movablePage({ leaves: ['free.cached'] }) }),
  ),
  ofWorld(
    'INV-126',
    'the lowmem reserve is larger than the managed pages above it call for',
    () => handmade({ ledger: { reserve: [0, 0, 0, 2] } }),
    sound,
  ),
  ofWorld('INV-127', 'the min mark is off by one', () => handmade({ ledger: { min: min + 1 } }), sound),
  ofWorld(
    'INV-135',
    'a pageblock is left isolated',
    () => handmade({ page: movablePage({ isolated: true }) }),
    sound,
  ),
  ofWorld(
    'INV-149',
    'a file-system buffer lies on a bare frame of a kernel zone',
    () =>
      handmade({ page: normalPage({ leaves: ['movable.mapped'], claim: 'kernelMovable', mirror: 'bare' }) }),
    () =>
      handmade({
        page: normalPage({ leaves: ['movable.mapped'], claim: 'kernelMovable', mirror: 'exempt' }),
      }),
  ),
  ofWorld(
    'INV-153',
    'a page with a right to the mirror lies on an exempt frame',
    () => handmade({ page: normalPage({ leaves: ['mirrored.critical'], mirror: 'exempt' }) }),
    () => handmade({ page: normalPage({ leaves: ['mirrored.critical'] }) }),
  ),
  ofWorld(
    'INV-163',
    'a page pinned for long lies in ZONE_MOVABLE',
    () => handmade({ page: movablePage({ leaves: ['pinned.longterm'], longPins: true }) }),
    () => handmade({ page: movablePage({ leaves: ['pinned.shortterm'], shortPins: true }) }),
  ),
  ofWorld(
    'INV-173',
    'a file-system buffer lives in ZONE_MOVABLE',
    () =>
      handmade({
        page: movablePage({ leaves: ['movable.mapped'], claim: 'kernelMovable', mirror: 'protected' }),
      }),
    () => handmade({ page: movablePage({ leaves: ['movable.mapped'], claim: 'user' }) }),
  ),
  ofWorld(
    'INV-185',
    'a page in use has no zone',
    () => handmade({ page: movablePage({ zone: NO_ZONE, leaves: ['movable.mapped'] }) }),
    () => handmade({ page: movablePage({ zone: NO_ZONE, leaves: ['offline.present'], block: 'offline' }) }),
  ),
];
