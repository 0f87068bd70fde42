import { CMA } from '../../spec/zones/migratetype.ts';
import { NO_ZONE, zoneTitle } from '../../spec/zones/zone.ts';
import { holderAt } from './allocations.ts';
import { STAYS } from './memoryBlockFacts.ts';
import { isInRange } from './ranges.ts';
import { FACT_BAD, type WorldState } from './state.ts';
import { leafName } from './step.ts';

/**
 * Why a frame keeps its memory block from going offline at this moment, in words; null if it does not. Any such frame is a
 * good answer: the order in which an allocator looks is its own business.
 */
export function whyItStays(s: WorldState, frame: number, first: number): string | null {
  if (s.zone[frame] === NO_ZONE) return 'there is no memory in service';
  if (s.zone[frame] !== s.zone[first])
    return `it lies in ${zoneTitle(s.zone[frame]!)}, the first page of the block in another zone`;
  if (s.blockType[frame >> s.pageblockOrder] === CMA) return 'its pageblock is CMA';
  if (s.callerIsolated[frame >> s.pageblockOrder] === 1) return 'a caller isolated its pageblock';
  if ((s.belief[frame]! & STAYS) !== 0) return `it is ${leafName(s.belief[frame]!)}`;
  if (isInRange(s, frame)) return 'it belongs to a contiguous range';
  const marked = (s.facts[frame]! & FACT_BAD) !== 0 && holderAt(s, frame) >= 0;
  return marked ? 'it is in use and poisoned' : null;
}

/** The first frame of the block that must stay, or -1. Looks at the whole block, which offlining touches anyway. */
export function firstThatStays(s: WorldState, block: number): number {
  const start = block * s.blockPages;
  for (let frame = start; frame < start + s.blockPages; frame++) {
    if (whyItStays(s, frame, start) !== null) return frame; // Behind the last frame is no memory in service either.
  }
  return -1;
}

/** The first frame of the block that carries the mark of a memory error, in use or retired; -1 if there is none. */
export function firstPoisoned(s: WorldState, block: number): number {
  const start = block * s.blockPages;
  for (let frame = start; frame < start + s.blockPages; frame++) {
    if ((s.facts[frame]! & FACT_BAD) !== 0) return frame;
  }
  return -1;
}
