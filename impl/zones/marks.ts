import { lowmemReserve, type Tuning, watermarksOf, ZONES_PER_NODE } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import {
  BATCH_PAGES,
  BOOST_PAGES,
  FULL_PAGES,
  HIGH_MARK,
  LOW,
  LOW_MARK,
  MANAGED_PAGES,
  MIN,
  MIN_MARK,
} from './zoneRecord.ts';
import { fieldOf, limitOf } from './zones.ts';

/** Managed pages by zone. */
const managedOf = ({ zones, zoneCount }: Memory): Int32Array =>
  Int32Array.from({ length: zoneCount }, (_, zone) => zones[fieldOf(zone, MANAGED_PAGES)]!);

/** Places of the knobs; a scale of 0 says that nobody has turned them. */
export const KNOB_MIN_FREE = 0;
export const KNOB_SCALE = 1;

/** The knobs of the layout, and those that were turned since. */
export function tuningOf({ map, knobs }: Memory): Tuning {
  const [minFreePages, watermarkScaleFactor] = [knobs[KNOB_MIN_FREE]!, knobs[KNOB_SCALE]!];
  return watermarkScaleFactor === 0
    ? (map.layout.tuning ?? {})
    : { ...map.layout.tuning, minFreePages, watermarkScaleFactor };
}

/** Computes marks, reserves and the sizes of private lists anew: after boot, and whenever memory comes or goes. */
export function refreshMarks(memory: Memory): void {
  const { zones } = memory;
  const managed = managedOf(memory);
  const tuning = tuningOf(memory);
  for (let zone = 0; zone < memory.zoneCount; zone++) {
    const { min, low, high } = watermarksOf(managed, zone, tuning);
    zones[fieldOf(zone, MIN_MARK)] = min;
    zones[fieldOf(zone, LOW_MARK)] = low;
    zones[fieldOf(zone, HIGH_MARK)] = high;
    const boost = zones[fieldOf(zone, BOOST_PAGES)]!;
    const halved = min - (min >> 1);
    for (let ceiling = 0; ceiling < ZONES_PER_NODE; ceiling++) {
      const reserve = lowmemReserve(managed, zone, ceiling, tuning);
      // A single page with a right to the reserve is not held against the boost.
      const limits = [low + boost, min + boost, halved, halved - (halved >> 2)].map((mark) => mark + reserve);
      zones.set(limits, fieldOf(zone, limitOf(ceiling, LOW)));
    }
    refreshCacheSizes(memory, zone);
  }
}

/** Raises the marks of a zone, or lowers them, without a look at the rest of the node. */
export function raiseMarks({ zones }: Memory, zone: number, pages: number): void {
  zones[fieldOf(zone, BOOST_PAGES)]! += pages;
  for (let ceiling = 0; ceiling < ZONES_PER_NODE; ceiling++) {
    zones[fieldOf(zone, limitOf(ceiling, LOW))]! += pages;
    zones[fieldOf(zone, limitOf(ceiling, MIN))]! += pages;
  }
}

const MOST_BATCH_PAGES = 64;
const SMALL_BATCH_PAGES = 8;

/**
 * A batch is a 4096th of the zone, at most 63 pages. A private list is full at the CPU's share of the low mark, but not
 * beyond its share of an eighth of the zone: a small zone must not vanish in them. Source: zone_batchsize and
 * zone_highsize, without the growth between high_min and high_max.
 */
function refreshCacheSizes(memory: Memory, zone: number): void {
  const { zones, cpuCount } = memory;
  const managed = zones[fieldOf(zone, MANAGED_PAGES)]!;
  const batch = batchOf(managed, cpuCount);
  const share = Math.min(zones[fieldOf(zone, LOW_MARK)]!, managed >> 3);
  zones[fieldOf(zone, BATCH_PAGES)] = batch;
  zones[fieldOf(zone, FULL_PAGES)] = Math.max(Math.floor(share / cpuCount), 4 * batch);
}

/**
 * Linux moves single pages below 32 MiB; a few at a time cost the small zone little and the lists are worth having. Four
 * batches stay below the CPU's share of an eighth of the zone.
 */
function batchOf(managed: number, cpuCount: number): number {
  const batch = Math.min(
    Math.max(managed >> 12, Math.min(managed >> 7, Math.floor((managed >> 5) / cpuCount), SMALL_BATCH_PAGES)),
    MOST_BATCH_PAGES,
  );
  if (batch <= 1) return 1;
  return (1 << (31 - Math.clz32(batch + (batch >> 1)))) - 1;
}
