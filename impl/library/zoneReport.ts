import { nodeOf, ZONE_NAMES, type ZoneName, zoneIndexOf } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { FREE_PAGES, HIGH_MARK, LOW_MARK, MANAGED_PAGES, MIN_MARK } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';

/** The figures of a zone in pages, as /proc/zoneinfo has them. */
export interface ZoneReport {
  /** Number of the node. */
  readonly node: number;
  /** `DMA` to `Movable`. */
  readonly name: ZoneName;
  /** On the buddy lists, and neither withheld nor on private lists. */
  readonly free: number;
  /** Given to the allocator, so free, on private lists, withheld, or in use. */
  readonly managed: number;
  /** Below it only requests with special rights are served; its boost is not counted in. */
  readonly min: number;
  /** Below it kswapd is woken. */
  readonly low: number;
  /** At it kswapd rests. */
  readonly high: number;
}

/** The zones that have memory. */
export function zoneReportsOf({ zones, zoneCount }: Memory): ZoneReport[] {
  const reports = Array.from({ length: zoneCount }, (_, zone): ZoneReport => {
    const at = (field: number): number => zones[fieldOf(zone, field)]!;
    const [free, managed] = [at(FREE_PAGES), at(MANAGED_PAGES)];
    const marks = { min: at(MIN_MARK), low: at(LOW_MARK), high: at(HIGH_MARK) };
    return { node: nodeOf(zone), name: ZONE_NAMES[zoneIndexOf(zone)], free, managed, ...marks };
  });
  return reports.filter(({ managed }) => managed > 0);
}
