import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';
import { USER_LIST } from './handles.ts';

const WORDS = 3;
const MOST_RANGES = 4;

/** Asks an area for some frames; a machine without one is asked now and then all the same, and must refuse. */
export function drawCmaAllocate(draft: Draft): boolean {
  const { random, map, budget, areaRanges } = draft;
  const areas = map.layout.cma ?? [];
  if (areas.length === 0 && !random.onceIn(8)) return false;
  if (areaRanges.length >= MOST_RANGES * WORDS) return drawCmaRelease(draft);
  const area = random.onceIn(32) ? areas.length : random.below(Math.max(areas.length, 1));
  const { start, end } = areas[area] ?? { start: 0, end: 2 };
  const pages = 1 + random.below(random.onceIn(16) ? end - start + 1 : Math.ceil((end - start) / 2));
  // Areas begin at a pageblock, so that only more than that tells addresses from places in the area.
  const { maxOrder, pageblockOrder } = map.layout.geometry;
  const align = random.onceIn(2) ? 0 : random.below((random.onceIn(4) ? maxOrder + 1 : pageblockOrder) + 1);
  const handle = write(draft, OPERATION.cmaAllocate, area, pages, align);
  const run = map.runs.find((each) => each.cma && each.start <= start && start < each.end);
  if (run === undefined || areas[area] === undefined) return true;
  budget.take(run.zone, pages);
  areaRanges.push(handle, run.zone, pages);
  return true;
}

/** Gives a range back to its area; one time in eight something that no area gave out. */
export function drawCmaRelease(draft: Draft): boolean {
  const { random, budget, handles, areaRanges, ranges } = draft;
  if (random.onceIn(8) && handles.count(USER_LIST) > 0) {
    const wrong = ranges[0] !== undefined && random.onceIn(4) ? ranges[0] : handles.at(USER_LIST, 0);
    write(draft, OPERATION.cmaRelease, wrong);
    return true;
  }
  if (areaRanges.length === 0) return false;
  const at = WORDS * random.below(areaRanges.length / WORDS);
  const [handle, zone, pages] = areaRanges.splice(at, WORDS) as [number, number, number]; // Three words each.
  write(draft, OPERATION.cmaRelease, handle);
  budget.giveBack(zone, pages);
  return true;
}
