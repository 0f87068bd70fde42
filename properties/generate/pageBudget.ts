import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { mirrorInForce } from '../../spec/layout/mirrorInForce.ts';
import { isEligible, isPermitted } from '../../spec/requests/eligibility.ts';
import { gfpZone, isValidGfp } from '../../spec/requests/gfp.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import { zonelist } from '../../spec/requests/zonelist.ts';
import { mirrorPageblocksOf } from '../../spec/zones/mirrorPageblocks.ts';
import { NO_ZONE, nodeOf, zoneIndexOf } from '../../spec/zones/zone.ts';
import { createMarks } from './marks.ts';

/**
 * What the generator believes about free memory: pages of each zone, counted only. It does not know which pages they are, so
 * it can be wrong about large blocks; then a later operation finds no subject and is skipped.
 */
export interface PageBudget {
  /** Back to boot. */
  reset(): void;
  /** The zone expected to serve a request, or NO_ZONE if it is expected to be refused. Takes nothing. */
  place(requestClass: number, order: number, node: number): number;
  /** The zone that may serve it all the same, if its free pages lie together; NO_ZONE if it has too few. Takes nothing. */
  hopeFor(requestClass: number, order: number, node: number): number;
  /** Whether a request of this class could be served by any node at all. */
  isServable(requestClass: number): boolean;
  /** The zone, or its reserve, that counts a page of it. */
  countedIn(zone: number, pfn: number): number;
  take(zone: number, pages: number): void;
  giveBack(zone: number, pages: number): void;
  /** A page of the zone left circulation. */
  retire(zone: number, pages: number): void;
  /** Pages joined the zone (or left it, if negative), and all marks follow. */
  resize(zone: number, pages: number): void;
  /** The knobs behind the marks are turned. */
  tune(minFreePages: number, watermarkScaleFactor: number): void;
}

const USER_CLASS = requestClassNumber('user');

export function createPageBudget(map: MemoryMap, design: Design): PageBudget {
  const routes = routesOf(map, design);
  const zones = map.zones.length;
  const boot = bootPagesOf(map, design);
  const free = boot.slice();
  const managed = boot.slice();
  const all = allOf(managed);
  const apart = apartOf(map, design);
  const pageblockPages = 2 ** map.layout.geometry.pageblockOrder;
  const { low, min, refresh, tune } = createMarks(map, all);
  const beside = spareBesideReserves(boot, pageblockPages);
  let turned = false;

  const place = (requestClass: number, order: number, node: number): number => {
    const route = routes[requestClass]![node]!; // Every class has a route from every node.
    const first = firstWithRoom(route, order, low, requestClass * zones);
    return first === NO_ZONE ? firstWithRoom(route, order, min, requestClass * zones) : first;
  };
  /**
   * A larger block needs more free pages than its own: the more its order, the likelier they are scattered. And the last pages of a zone
   * may be kept from a request by a boost of its marks, or by an error of this count.
   */
  const firstWithRoom = (route: Uint8Array, order: number, marks: Int32Array, base: number): number => {
    for (let at = 0; at < route.length; at++) {
      const zone = route[at]!;
      const mark = zone < zones ? marks[base + zone]! : 0; // A reserve has none.
      const room = free[zone]! - mark - (1 << order);
      const spare = Math.max(beside[zone]!, (managed[zone]! * Math.max(1, order)) >> 4);
      if (room >= spare) return zone;
    }
    return NO_ZONE;
  };
  const hopeFor = (requestClass: number, order: number, node: number): number =>
    routes[requestClass]![node]!.find(
      (zone) => free[zone]! - (zone < zones ? min[requestClass * zones + zone]! : 0) >= 1 << order,
    ) ?? NO_ZONE;
  const giveBack = (zone: number, pages: number): void => {
    free[zone]! += pages;
    if (free[zone]! > managed[zone]!) handOver(zone, free[zone]! - managed[zone]!);
  };
  /** Pages that moved to another zone, unseen, come back there. */
  const handOver = (from: number, pages: number): void => {
    free[from]! -= pages;
    let left = pages;
    if (from >= zones) return;
    for (let zone = 0; zone < zones && left > 0; zone++) {
      const room = Math.min(left, managed[zone]! - free[zone]!);
      if (zone === from || room <= 0) continue;
      free[zone]! += room;
      left -= room;
    }
  };
  /** A zone that lost more pages than it had free: their holders move where the next request of their kind would go. */
  const crowdOut = (from: number): void => {
    for (const zone of routes[USER_CLASS]![nodeOf(from)] ?? []) {
      const room = Math.min(-free[from]!, free[zone]! - min[USER_CLASS * zones + zone]!);
      if (zone === from || room <= 0) continue;
      free[zone]! -= room;
      free[from]! += room;
    }
  };
  return {
    reset: () => {
      free.set(boot);
      if (turned) tune(null);
      turned = false;
      if (managed.every((pages, zone) => pages === boot[zone])) return;
      managed.set(boot);
      all.set(allOf(managed));
      refresh();
    },
    place,
    hopeFor,
    isServable: (requestClass) => routes[requestClass]!.some((route) => route.length > 0),
    countedIn: (zone, pfn) => (apart[Math.floor(pfn / pageblockPages)] === 1 ? zone + zones : zone),
    take: (zone, pages) => {
      free[zone]! -= pages;
    },
    giveBack,
    retire: (zone, pages) => {
      free[zone]! -= pages;
      managed[zone]! -= pages;
      all[zone % zones]! -= pages;
    },
    tune: (minFreePages, watermarkScaleFactor) => {
      turned = true;
      tune({ minFreePages, watermarkScaleFactor });
    },
    resize: (zone, pages) => {
      free[zone]! += pages;
      managed[zone]! += pages;
      all[zone % zones]! += pages;
      refresh();
      if (free[zone]! < 0 && zone < zones) crowdOut(zone);
    },
  };
}

/**
 * Pages of each zone, and behind them, where mirrored memory is set aside, those of each zone's reserve: the reserve of zone
 * `z` is like a zone of number `z + map.zones.length` that only requests with a right to it see.
 */
function bootPagesOf(map: MemoryMap, design: Design): Int32Array {
  const zones = map.zones.length;
  const pages = new Int32Array(2 * zones);
  for (const { zone, managed } of map.zones) pages[zone] = managed;
  for (const { zone, pages: count } of reservedPieces(map, design)) {
    pages[zone]! -= count;
    pages[zone + zones]! += count;
  }
  return pages;
}

/** Pages not to count on in a zone whose mirror is set aside, since what is left is little, and in the reserve. */
const spareBesideReserves = (boot: Int32Array, pageblockPages: number): Int32Array =>
  boot.map((_, zone) => {
    const zones = boot.length / 2;
    return zone >= zones ? RESERVE_SPARE : boot[zone + zones]! > 0 ? pageblockPages : 0; // Twice as many.
  });

const RESERVE_SPARE = 2;

/** Zones with their reserves. */
const allOf = (pages: Int32Array): Int32Array =>
  pages.slice(0, pages.length / 2).map((own, zone) => own + pages[zone + pages.length / 2]!); // Twice as many.

/** Pageblocks that only requests with a right to the mirror see. */
const apartOf = (map: MemoryMap, design: Design): Uint8Array =>
  design.carrier === 'reserve' ? mirrorPageblocksOf(map, design) : new Uint8Array(0);

/** Available memory in pageblocks that are set aside, pageblock by pageblock. */
function reservedPieces(map: MemoryMap, design: Design): { zone: number; pages: number }[] {
  const size = 2 ** map.layout.geometry.pageblockOrder;
  const apart = apartOf(map, design);
  return map.runs
    .filter(({ state }) => state === 'available')
    .map(({ zone, start, end }) => {
      let pages = 0;
      for (let at = start; at < end; at = Math.floor(at / size + 1) * size)
        if (apart[Math.floor(at / size)] === 1) pages += Math.min(Math.floor(at / size + 1) * size, end) - at;
      return { zone, pages };
    });
}

/** For each class and node, the zones a request may be served from, in the order it tries them. */
function routesOf(map: MemoryMap, design: Design): Uint8Array[][] {
  const inForce = mirrorInForce(map.layout, design);
  const holds = map.zones.map(({ zone }) => ({
    managed: 1, // An empty zone has no free page to give, and may be filled by onlining.
    mirrored: map.runs.every((run) => run.zone !== zone || run.mirrored) ? 1 : 0,
  }));
  const reserved = bootPagesOf(map, design).slice(map.zones.length);
  return REQUEST_CLASSES.map(({ gfp, claim }) =>
    Array.from({ length: map.nodeCount }, (_, node) => {
      if (!isValidGfp(gfp) || !isPermitted(design, inForce, gfp)) return new Uint8Array(0);
      const zones = zonelist(map, node, gfp);
      if (claim === 'kernelCritical' && design.carrier === 'reserve')
        return Uint8Array.from(
          zones.filter((zone) => zoneIndexOf(zone) <= gfpZone(gfp) && (reserved[zone] ?? 0) > 0),
          (zone) => zone + map.zones.length,
        );
      return Uint8Array.from(
        zones.filter((zone) => holds[zone] && isEligible(design, inForce, gfp, zone, holds[zone])),
      );
    }),
  );
}
