import type { Tuning } from '../../spec/layout/layout.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { gfpMigratetype, gfpZone } from '../../spec/requests/gfp.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { MOVABLE } from '../../spec/zones/migratetype.ts';
import { cannotWait, ignoresWatermarks, minMarkFor } from '../../spec/zones/watermarkCheck.ts';
import { lowmemReserve, watermarksOf } from '../../spec/zones/watermarks.ts';
import { ZONE_DMA, ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL } from '../../spec/zones/zone.ts';

/** Pages that must stay free in a zone after a grant, at `class * zones + zone`. */
export interface Marks {
  /** In the first round, which keeps the low mark. */
  readonly low: Int32Array;
  /** In the last round, with all the rights the class has. */
  readonly min: Int32Array;
  /** Pages joined or left zones: all marks follow. */
  refresh(): void;
  /** Other knobs than those of the layout; null: back to them. */
  tune(tuning: Tuning | null): void;
}

const CEILINGS = [ZONE_DMA, ZONE_DMA32, ZONE_NORMAL, ZONE_MOVABLE];

/** Pages on the private lists of a CPU, more or less; a request that cannot wait does not get them back. */
const CACHED = 6;

/** What a class may use, found out once: marks change with every memory block that comes or goes. */
const RIGHTS = REQUEST_CLASSES.map(({ gfp }) => ({
  gfp,
  ceiling: gfpZone(gfp),
  usesCma: gfpMigratetype(gfp) === MOVABLE,
  usesCached: !cannotWait(gfp),
  ignoresMarks: ignoresWatermarks(gfp),
}));

/** @param managed pages by zone id, which the caller keeps */
export function createMarks(map: MemoryMap, managed: Int32Array): Marks {
  const zones = managed.length;
  const low = new Int32Array(RIGHTS.length * zones);
  const min = new Int32Array(RIGHTS.length * zones);
  const { cpus } = map.layout;
  let { tuning } = map.layout;
  const cma = cmaPagesOf(map);

  const refreshZone = (zone: number): void => {
    const marks = watermarksOf(managed, zone, tuning);
    const reserves = CEILINGS.map((ceiling) => lowmemReserve(managed, zone, ceiling, tuning));
    const cached = Math.min(cpus * CACHED, managed[zone]! >> 3); // Callers stay below the number of zones.
    for (let number = 0; number < RIGHTS.length; number++) {
      const rights = RIGHTS[number]!;
      const kept = (rights.usesCma ? 0 : cma[zone]!) + (rights.usesCached ? 0 : cached);
      const reserve = (reserves[rights.ceiling] ?? 0) + kept;
      const at = number * zones + zone;
      low[at] = marks.low + reserve;
      min[at] = rights.ignoresMarks ? kept : minMarkFor(rights.gfp, marks.min) + reserve;
    }
  };
  const refresh = (): void => {
    for (let zone = 0; zone < zones; zone++) if (managed[zone]! > 0) refreshZone(zone);
  };
  refresh();
  const tune = (turned: Tuning | null): void => {
    tuning = { ...map.layout.tuning, ...turned };
    refresh();
  };
  return { low, min, refresh, tune };
}

/** CMA pages of each zone: only requests for movable memory may use them. */
function cmaPagesOf(map: MemoryMap): number[] {
  const pages = map.zones.map(() => 0);
  for (const run of map.runs)
    if (run.cma && pages[run.zone] !== undefined) pages[run.zone]! += run.end - run.start;
  return pages;
}
