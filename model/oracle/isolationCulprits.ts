import { LEAF, leafMask } from '../../spec/pages/leaf.ts';
import { CMA } from '../../spec/zones/migratetype.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf, zoneTitle } from '../../spec/zones/zone.ts';
import { FACT_ISOLATED, type WorldState } from './state.ts';
import { leafName } from './step.ts';

const STAYS = leafMask('pinned.fixed', 'pinned.orphan', 'pinned.kernel', 'mirrored.kernel', 'offline.lent');
const RETIRED = 1 << LEAF['offline.poisoned'];

/**
 * Why a frame keeps its pageblock from being isolated for a caller, in words; null if it does not. A pin is no reason, since
 * it may end. Source: mm/page_isolation.c, has_unmovable_pages with neither MEMORY_OFFLINE nor CMA_ALLOC.
 *
 * @param first a frame of the zone that the pageblock should be in
 */
export function whyNotIsolated(s: WorldState, frame: number, first: number): string | null {
  if (s.zone[frame] === NO_ZONE) return 'there is no memory in service';
  if (s.zone[frame] !== s.zone[first])
    return `it lies in ${zoneTitle(s.zone[frame]!)}, the first page of the pageblock in another zone`;
  if (s.facts[frame]! & FACT_ISOLATED) return 'its pageblock is isolated already';
  if (s.blockType[frame >> s.pageblockOrder] === CMA) return 'its pageblock is CMA';
  return whyUnmovable(s, frame);
}

/** Why the page in a frame of a zone must stay, pins aside; null if it need not. Source: mm/page_isolation.c, page_is_unmovable. */
function whyUnmovable(s: WorldState, frame: number): string | null {
  const mask = s.belief[frame]!;
  if (mask & STAYS) return `it is ${leafName(mask)}`;
  if (zoneIndexOf(s.zone[frame]!) === ZONE_MOVABLE) return null;
  return mask === RETIRED ? 'it was retired by a memory error' : null;
}

/** First frame of the pageblock that keeps it from being isolated, or -1. */
export function firstNotIsolated(s: WorldState, start: number): number {
  for (let frame = start; frame < start + (1 << s.pageblockOrder); frame++) {
    if (whyNotIsolated(s, frame, start) !== null) return frame;
  }
  return -1;
}

/** Whether any frame of the pageblock is in service. */
export function isInService(s: WorldState, start: number): boolean {
  for (let frame = start; frame < start + (1 << s.pageblockOrder); frame++) {
    if (frame < s.frameCount && s.zone[frame] !== NO_ZONE) return true;
  }
  return false;
}
