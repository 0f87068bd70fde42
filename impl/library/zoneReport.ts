import { nodeOf, ZONE_NAMES, type ZoneName, zoneIndexOf } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { FREE_PAGES, HIGH_MARK, LOW_MARK, MANAGED_PAGES, MIN_MARK } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';

/** The figures of a zone in pages, as /proc/zoneinfo has them. */
export interface ZoneReport {
  readonly node: number;
  readonly name: ZoneName;
  /** On the buddy lists, and neither withheld nor on private lists. */
  readonly free: number;
  /** Given to the allocator, so free, on private lists, withheld, or in use. */
  readonly managed: number;
  readonly min: number;
  readonly low: number;
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
