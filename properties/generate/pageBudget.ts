import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { mirrorInForce } from '../../spec/layout/mirrorInForce.ts';
import { isEligible, isPermitted } from '../../spec/requests/eligibility.ts';
import { isValidGfp } from '../../spec/requests/gfp.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import { zonelist } from '../../spec/requests/zonelist.ts';
import { NO_ZONE, nodeOf } from '../../spec/zones/zone.ts';
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
  /** Whether a request of this class could be served by any node at all. */
  isServable(requestClass: number): boolean;
  take(zone: number, pages: number): void;
  giveBack(zone: number, pages: number): void;
  /** A page of the zone left circulation. */
  retire(zone: number, pages: number): void;
  /** Pages joined the zone (or left it, if negative), and all marks follow. */
  resize(zone: number, pages: number): void;
}

const USER_CLASS = requestClassNumber('user');

export function createPageBudget(map: MemoryMap, design: Design): PageBudget {
  const routes = routesOf(map, design);
  const boot = Int32Array.from(map.zones, ({ managed }) => managed);
  const free = boot.slice();
  const managed = boot.slice();
  const zones = free.length;
  const { low, min, refresh } = createMarks(map, managed);

  const place = (requestClass: number, order: number, node: number): number => {
    const route = routes[requestClass]![node]!; // Every class has a route from every node.
    const first = firstWithRoom(route, order, low, requestClass * zones);
    return first === NO_ZONE ? firstWithRoom(route, order, min, requestClass * zones) : first;
  };
  /** A larger block needs more free pages than its own: the more its order, the likelier they are scattered. */
  const firstWithRoom = (route: Uint8Array, order: number, marks: Int32Array, base: number): number => {
    for (let at = 0; at < route.length; at++) {
      const zone = route[at]!;
      const room = free[zone]! - marks[base + zone]! - (1 << order);
      if (room >= 0 && (order === 0 || room >= (managed[zone]! * order) >> 4)) return zone;
    }
    return NO_ZONE;
  };
  const giveBack = (zone: number, pages: number): void => {
    free[zone]! += pages;
    if (free[zone]! > managed[zone]!) handOver(zone, free[zone]! - managed[zone]!);
  };
  /** Pages that moved to another zone, unseen, come back there. */
  const handOver = (from: number, pages: number): void => {
    free[from]! -= pages;
    let left = pages;
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
      if (managed.every((pages, zone) => pages === boot[zone])) return;
      managed.set(boot);
      refresh();
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
      refresh();
      if (free[zone]! < 0) crowdOut(zone);
    },
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
