import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { mirrorInForce } from '../../spec/layout/mirrorInForce.ts';
import { isEligible, isPermitted } from '../../spec/requests/eligibility.ts';
import { gfpMigratetype, gfpZone, isValidGfp } from '../../spec/requests/gfp.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import { zonelist } from '../../spec/requests/zonelist.ts';
import { MOVABLE } from '../../spec/zones/migratetype.ts';
import { cannotWait, ignoresWatermarks, minMarkFor } from '../../spec/zones/watermarkCheck.ts';
import { lowmemReserve, watermarksOf } from '../../spec/zones/watermarks.ts';
import { NO_ZONE, nodeOf, ZONE_DMA, ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL } from '../../spec/zones/zone.ts';

/**
 * What the generator believes about free memory: pages of each zone, counted only. It does not know which pages they are, so
 * it can be wrong about large blocks; then a later operation finds no subject and is skipped.
 */
export interface PageBudget {
  /** Back to boot. */
  reset(): void;
  /** The zone expected to serve a request, or NO_ZONE if it is expected to be refused. Takes nothing. */
  place(requestClass: number, order: number, node: number): number;
  /** Whether a request of this class could be served by any node at all. */
  isServable(requestClass: number): boolean;
  take(zone: number, pages: number): void;
  giveBack(zone: number, pages: number): void;
  /** A page of the zone left circulation. */
  retire(zone: number, pages: number): void;
  /** Pages joined the zone (or left it, if negative), and all marks follow. */
  resize(zone: number, pages: number): void;
  freeIn(zone: number): number;
  managedIn(zone: number): number;
}

const USER_CLASS = requestClassNumber('user');

/** Pages on the private lists of a CPU, more or less; a request that cannot wait does not get them back. */
const CACHED = 6;

export function createPageBudget(map: MemoryMap, design: Design): PageBudget {
  const routes = routesOf(map, design);
  const boot = Int32Array.from(map.zones, ({ managed }) => managed);
  const free = boot.slice();
  const managed = boot.slice();
  const marks = createMarks(map, managed);

  const place = (requestClass: number, order: number, node: number): number => {
    const route = routes[requestClass]![node]!; // Every class has a route from every node.
    const pages = 1 << order;
    for (let at = 0; at < route.length; at++) {
      const zone = route[at]!;
      if (free[zone]! - pages >= marks.low(requestClass, zone) + scatter(order, zone)) return zone;
    }
    for (let at = 0; at < route.length; at++) {
      const zone = route[at]!;
      if (free[zone]! - pages >= marks.min(requestClass, zone) + scatter(order, zone)) return zone;
    }
    return NO_ZONE;
  };
  const giveBack = (zone: number, pages: number): void => {
    free[zone]! += pages;
    if (free[zone]! > managed[zone]!) handOver(zone, free[zone]! - managed[zone]!);
  };
  /** Free pages beyond which a block of this order is likely to be among them. */
  const scatter = (order: number, zone: number): number => (order === 0 ? 0 : (managed[zone]! * order) >> 4);
  /** Pages that moved to another zone, unseen, come back there. */
  const handOver = (from: number, pages: number): void => {
    free[from]! -= pages;
    let left = pages;
    for (let zone = 0; zone < free.length && left > 0; zone++) {
      const room = Math.min(left, managed[zone]! - free[zone]!);
      if (zone === from || room <= 0) continue;
      free[zone]! += room;
      left -= room;
    }
  };
  /** A zone that lost more pages than it had free: their holders move where the next request of their kind would go. */
  const crowdOut = (from: number): void => {
    for (const zone of routes[USER_CLASS]![nodeOf(from)] ?? []) {
      const room = Math.min(-free[from]!, free[zone]! - marks.min(USER_CLASS, zone));
      if (zone === from || room <= 0) continue;
      free[zone]! -= room;
      free[from]! += room;
    }
  };
  return {
    reset: () => {
      free.set(boot);
      if (managed.every((pages, zone) => pages === boot[zone])) return;
      managed.set(boot);
      marks.refresh();
    },
    place,
    isServable: (requestClass) => routes[requestClass]!.some((route) => route.length > 0),
    take: (zone, pages) => {
      free[zone]! -= pages;
    },
    giveBack,
    retire: (zone, pages) => {
      free[zone]! -= pages;
      managed[zone]! -= pages;
    },
    resize: (zone, pages) => {
      free[zone]! += pages;
      managed[zone]! += pages;
      marks.refresh();
      if (free[zone]! < 0) crowdOut(zone);
    },
    freeIn: (zone) => free[zone]!,
    managedIn: (zone) => managed[zone]!,
  };
}

/** For each class and node, the zones a request may be served from, in the order it tries them. */
function routesOf(map: MemoryMap, design: Design): Uint8Array[][] {
  const inForce = mirrorInForce(map.layout, design);
  const holds = map.zones.map(({ zone }) => ({
    managed: 1, // An empty zone has no free page to give, and may be filled by onlining.
    mirrored: map.runs.every((run) => run.zone !== zone || run.mirrored) ? 1 : 0,
  }));
  return REQUEST_CLASSES.map(({ gfp }) =>
    Array.from({ length: map.nodeCount }, (_, node) => {
      if (!isValidGfp(gfp) || !isPermitted(design, inForce, gfp)) return new Uint8Array(0);
      const zones = zonelist(map, node, gfp);
      return Uint8Array.from(
        zones.filter((zone) => holds[zone] && isEligible(design, inForce, gfp, zone, holds[zone])),
      );
    }),
  );
}

const CEILINGS = [ZONE_DMA, ZONE_DMA32, ZONE_NORMAL, ZONE_MOVABLE];

interface Marks {
  refresh(): void;
  /** Pages that must stay free in the zone after a grant: at the low mark, and at the min mark. */
  low(requestClass: number, zone: number): number;
  min(requestClass: number, zone: number): number;
}

function createMarks(map: MemoryMap, managed: Int32Array): Marks {
  const zones = managed.length;
  const low = new Int32Array(REQUEST_CLASSES.length * zones);
  const min = new Int32Array(REQUEST_CLASSES.length * zones);
  const cmaPages = map.zones.map(({ zone }) =>
    map.runs.reduce((sum, run) => sum + (run.cma && run.zone === zone ? run.end - run.start : 0), 0),
  );
  const refresh = (): void => {
    for (let zone = 0; zone < zones; zone++) {
      const marks = watermarksOf(managed, zone, map.layout.tuning);
      const reserves = CEILINGS.map((ceiling) => lowmemReserve(managed, zone, ceiling, map.layout.tuning));
      REQUEST_CLASSES.forEach(({ gfp }, requestClass) => {
        const reserve = reserves[gfpZone(gfp)] ?? 0;
        const untouchable = gfpMigratetype(gfp) === MOVABLE ? 0 : cmaPages[zone]!; // One entry a zone.
        const cached = cannotWait(gfp) ? Math.min(map.layout.cpus * CACHED, managed[zone]! >> 3) : 0;
        const at = requestClass * zones + zone;
        low[at] = marks.low + reserve + untouchable + cached;
        min[at] = ignoresWatermarks(gfp)
          ? untouchable
          : minMarkFor(gfp, marks.min) + reserve + untouchable + cached;
      });
    }
  };
  refresh();
  return {
    refresh,
    low: (requestClass, zone) => low[requestClass * zones + zone]!,
    min: (requestClass, zone) => min[requestClass * zones + zone]!,
  };
}
