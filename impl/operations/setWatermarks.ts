import { DONE, INVALID, MOST_SCALE } from '../../spec/index.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { KNOB_MIN_FREE, KNOB_SCALE } from '../zones/marks.ts';
import { MANAGED_PAGES } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';

/** Turns the knobs behind the marks. Source: min_free_kbytes_sysctl_handler, mm/page_alloc.c. */
export function setWatermarks(allocator: PageAllocator, pages: number, scale: number): number {
  const { knobs, zones, zoneCount } = allocator.memory;
  let managed = 0;
  for (let zone = 0; zone < zoneCount; zone++) managed += zones[fieldOf(zone, MANAGED_PAGES)]!;
  if (pages < 0 || pages > managed || scale < 1 || scale > MOST_SCALE) return INVALID;
  knobs[KNOB_MIN_FREE] = pages;
  knobs[KNOB_SCALE] = scale;
  allocator.refreshZones();
  return DONE;
}
