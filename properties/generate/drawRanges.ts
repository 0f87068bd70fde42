import type { FrameRun } from '../../spec/layout/memoryMap.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Draft, write } from './draft.ts';

/** Ranges that a scenario holds at once, at most. */
const MOST_RANGES = 3;
const WORDS = 3;

/** Takes a range, mostly of memory that can be emptied; with enough of them, gives one back instead. */
export function drawContigAllocate(draft: Draft): boolean {
  const { random, map, budget, ranges } = draft;
  if (ranges.length >= MOST_RANGES * WORDS) return drawContigFree(draft);
  const run = runToTake(draft);
  const most = Math.max(
    1,
    Math.min(3 << map.layout.geometry.pageblockOrder, run.end - run.start, map.frameCount >> 3),
  );
  const pages = random.onceIn(64) ? map.frameCount : 1 + random.below(most);
  const start = run.start + random.below(run.end - run.start);
  // Now and then from the first frame of a pageblock, now and then over the end of the run.
  const pfn = random.onceIn(4) ? start & -(1 << map.layout.geometry.pageblockOrder) : start;
  const inside = random.onceIn(8) ? pages : Math.min(pages, run.end - pfn);
  const handle = write(draft, OPERATION.contigAllocate, pfn, inside);
  if (run.zone === NO_ZONE || run.state !== 'available' || run.cma) return true;
  budget.take(run.zone, inside);
  ranges.push(handle, run.zone, inside);
  return true;
}

/** Gives a range back; false, and nothing written, if there is none. */
export function drawContigFree(draft: Draft): boolean {
  const { random, budget, ranges } = draft;
  if (ranges.length === 0) return false;
  const at = WORDS * random.below(ranges.length / WORDS);
  const [handle, zone, pages] = ranges.splice(at, WORDS) as [number, number, number]; // Three words each.
  write(draft, OPERATION.contigFree, handle);
  budget.giveBack(zone, pages);
  return true;
}

/** ZONE_MOVABLE three times in four, where nothing but a pin must stay. */
function runToTake({ random, map }: Draft): FrameRun {
  const movable = map.runs.filter(({ zone }) => zone !== NO_ZONE && zoneIndexOf(zone) === ZONE_MOVABLE);
  const runs = movable.length > 0 && !random.onceIn(4) ? movable : map.runs;
  return runs[random.below(runs.length)]!; // Every machine has memory.
}
