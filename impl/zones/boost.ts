import { boostAfter } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { raiseMarks, tuningOf } from './marks.ts';
import { BOOST_PAGES, HIGH_MARK, MANAGED_PAGES } from './zoneRecord.ts';
import { fieldOf } from './zones.ts';

/** Raises the marks of a zone, since a claim of a part of a pageblock is tried in it. Source: boost_watermark. */
export function boostZone(memory: Memory, zone: number): void {
  const { zones, pageblockOrder } = memory;
  const before = zones[fieldOf(zone, BOOST_PAGES)]!;
  const about = { managed: zones[fieldOf(zone, MANAGED_PAGES)]!, high: zones[fieldOf(zone, HIGH_MARK)]! };
  const after = boostAfter(before, about, 1 << pageblockOrder, tuningOf(memory));
  if (after !== before) setBoost(memory, zone, before, after);
}

/** Takes the boost of a zone away, if there is one. */
export function unboostZone(memory: Memory, zone: number): void {
  const before = memory.zones[fieldOf(zone, BOOST_PAGES)]!;
  if (before > 0) setBoost(memory, zone, before, 0);
}

/** Moves all marks of a zone along with its boost, and tells of it. */
export function setBoost(memory: Memory, zone: number, before: number, pages: number): void {
  raiseMarks(memory, zone, pages - before);
  memory.effects.boosted(zone, pages);
}
