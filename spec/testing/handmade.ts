import { DESIGNS } from '../designs/index.ts';
import type { Layout } from '../layout/layout.ts';
import type { MemoryMap } from '../layout/memoryMap.ts';
import { memoryMapOf } from '../layout/memoryMapOf.ts';
import { LEAF, LEAVES } from '../pages/leaf.ts';
import type { Page, PageKind, World, ZoneLedger } from '../world/world.ts';
import { lowmemReserve, watermarksOf } from '../zones/watermarks.ts';
import { ZONE_MOVABLE, ZONE_NORMAL } from '../zones/zone.ts';

/** 32 mirrored pages of ZONE_NORMAL and 32 of ZONE_MOVABLE, in memory blocks of 16. */
export const layout: Layout = {
  name: 'handmade',
  ranges: [
    { start: 0, end: 32, node: 0, mirrored: true },
    { start: 32, end: 64, node: 0, mirrored: false },
  ],
  cpus: 1,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 0 },
  boot: { kernelcore: 'mirror' },
};

/** A free page of ZONE_NORMAL, changed as told. */
export const normalPage = (change: Partial<Page> = {}): Page => ({
  leaves: ['free.available'],
  zone: ZONE_NORMAL,
  mirror: 'protected',
  blockType: 'ordinary',
  isolated: false,
  isolatedByCaller: false,
  bad: 'no',
  claim: null,
  shortPins: false,
  longPins: false,
  block: 'online',
  ...change,
});

/** A free page of ZONE_MOVABLE, changed as told. */
export const movablePage = (change: Partial<Page> = {}): Page =>
  normalPage({ zone: ZONE_MOVABLE, mirror: 'bare', ...change });

/** What a world is made of; everything has a sound default. */
interface Parts {
  /** The page at pfn 40; the others are free. */
  readonly page?: Page;
  readonly map?: Partial<MemoryMap>;
  readonly design?: World['design'];
  readonly inForce?: boolean;
  /** The page is counted in the ledgers, and is nowhere. */
  readonly leaked?: boolean;
  /** Changes the ledger of ZONE_NORMAL. */
  readonly ledger?: Partial<ZoneLedger>;
}

/** A world without an allocator: free pages, one page to look at, and ledgers that follow from them. */
export function handmade(parts: Parts): World {
  const { page, map = {}, design = DESIGNS.nonmirror, inForce = true, leaked = false, ledger } = parts;
  const kinds: PageKind[] = [
    { page: normalPage(), first: 0, count: 32 },
    { page: movablePage(), first: 32, count: 31 },
    { page: page ?? movablePage(), first: 40, count: 1 },
  ];
  const ledgers = ledgersOf(kinds).map((own) => (own.zone === ZONE_NORMAL ? { ...own, ...ledger } : own));
  return {
    map: { ...memoryMapOf(layout, design), ...map },
    design,
    inForce,
    kinds: () => kinds.slice(0, leaked ? 2 : 3),
    ledgers,
  };
}

function ledgersOf(kinds: readonly PageKind[]): ZoneLedger[] {
  const count = (zone: number, counts: (page: Page) => boolean) =>
    kinds.reduce((sum, { page, count }) => sum + (page.zone === zone && counts(page) ? count : 0), 0);
  const zones = [0, 1, ZONE_NORMAL, ZONE_MOVABLE];
  const managed = zones.map((zone) =>
    count(zone, ({ leaves }) => leaves.every((name) => LEAVES[LEAF[name]]!.managed)),
  );
  return zones.map((zone) => ({
    zone,
    managed: managed[zone]!,
    free: count(zone, ({ leaves }) => leaves.includes('free.available')),
    freeCma: 0,
    cached: 0,
    isolatedFree: 0,
    ...watermarksOf(managed, zone),
    reserve: [0, 1, 2, 3].map((ceiling) => lowmemReserve(managed, zone, ceiling)),
  }));
}
