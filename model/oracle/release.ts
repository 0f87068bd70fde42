import { LEAF, leafMask } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { firstMarked } from './allocations.ts';
import { insertFree } from './freeIndex.ts';
import { FACT_BAD, FACT_ISOLATED, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';

const DOUBTFUL = leafMask('free.available', 'free.cached');

/**
 * Frames without an owner go home: to the free index, or withheld if their pageblock is isolated; those with the mark of a
 * memory error leave circulation.
 *
 * @param event what freed them: `free`, `reclaim` or `vacate`
 */
export function releaseFrames(s: WorldState, event: number, pfn: number, order: number): void {
  const count = 1 << order;
  const marked = firstMarked(s, pfn, count) >= 0;
  stepFrames(s, event, pfn, count);
  if (marked) return releaseMarked(s, pfn, count);
  // Pageblocks of one allocation may differ: each goes home by itself, and merges again if it may.
  const piece = Math.min(order, s.pageblockOrder);
  for (let first = pfn; first < pfn + count; first += 1 << piece) {
    if (s.facts[first]! & FACT_ISOLATED)
      s.isolatedFree[s.zone[first]!]! += 1 << piece; // All of a block is in one zone.
    else insertFree(s, first, piece);
  }
}

/** Each frame by itself: the marked ones are out of circulation now, the others free. */
function releaseMarked(s: WorldState, pfn: number, count: number): void {
  s.witnesses[WITNESS['poison-freed']]!++;
  for (let frame = pfn; frame < pfn + count; frame++) {
    if (s.facts[frame]! & FACT_BAD) {
      s.marked--;
      s.retired.push(frame);
    } else if (s.facts[frame]! & FACT_ISOLATED) s.isolatedFree[s.zone[frame]!]!++;
    else insertFree(s, frame, 0);
  }
}

/** A freed block may be on the buddy lists or on a private list; the target does not say which. */
export function releaseHidden(s: WorldState, event: number, pfn: number, order: number): void {
  releaseFrames(s, event, pfn, order);
  const count = 1 << order;
  for (let frame = pfn; frame < pfn + count; frame++) {
    if (s.belief[frame] !== 1 << LEAF['free.available']) continue;
    s.belief[frame] = DOUBTFUL;
    s.doubtful[s.zone[frame]!]!++; // Free frames are in a zone.
  }
  s.doubts.push(pfn, order);
}

/** Everything private came back: what was doubtful is on the buddy lists. */
export function settleDoubts(s: WorldState): void {
  for (let each = 0; each < s.doubts.length; each += 2) {
    settleDoubtsIn(s, s.doubts[each]!, 1 << s.doubts[each + 1]!); // Pairs, as pushed.
  }
  s.doubts.length = 0;
  s.doubtful.fill(0);
}

/** What was doubtful of these frames is on the buddy lists. */
export function settleDoubtsIn(s: WorldState, pfn: number, count: number): void {
  for (let frame = pfn; frame < pfn + count; frame++) {
    if (s.belief[frame] !== DOUBTFUL) continue;
    s.belief[frame] = 1 << LEAF['free.available'];
    s.doubtful[s.zone[frame]!]!--; // Free frames are in a zone.
  }
}
