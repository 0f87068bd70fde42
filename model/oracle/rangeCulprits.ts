import { leafMask } from '../../spec/pages/leaf.ts';
import { CMA, MIRROR } from '../../spec/zones/migratetype.ts';
import { NO_ZONE, zoneTitle } from '../../spec/zones/zone.ts';
import { firstMarked, holderAt, isHeld } from './allocations.ts';
import { FACT_ISOLATED, type WorldState } from './state.ts';
import { leafName } from './step.ts';

const STAYS = leafMask(
  'offline.poisoned',
  'pinned.fixed',
  'pinned.kernel',
  'pinned.orphan',
  'pinned.shortterm',
  'pinned.longterm',
  'mirrored.kernel',
  'mirrored.criticalPinned',
);

/** Frames that a caller wants for itself, and what it may take them from. */
export interface WantedRange {
  readonly start: number;
  readonly end: number;
  /** For a CMA area: its pageblocks are CMA, and nothing else is. */
  readonly cma: boolean;
}

/** The pageblocks around a range, as frames. */
export const around = (s: WorldState, { start, end }: WantedRange): { first: number; last: number } => {
  const pages = 1 << s.pageblockOrder;
  return { first: start & -pages, last: (end + pages - 1) & -pages };
};

/**
 * Why a frame keeps the range from being taken at this moment, in words; null if it does not. In the pageblocks around the
 * range only the pageblock itself matters.
 *
 * @param ours first frames of the pageblocks that are isolated for this very range. Source: mm/page_isolation.c, start_isolate_page_range; mm/page_alloc.c,
 * alloc_contig_range.
 */
export function whyNotTaken(
  s: WorldState,
  frame: number,
  range: WantedRange,
  ours: readonly number[] = [],
): string | null {
  if (s.zone[frame] === NO_ZONE) return 'there is no memory in service';
  if (s.zone[frame] !== s.zone[range.start])
    return `it lies in ${zoneTitle(s.zone[frame]!)}, the first page of the range in another zone`;
  if (s.facts[frame]! & FACT_ISOLATED && !ours.includes(frame & -(1 << s.pageblockOrder)))
    return 'its pageblock is isolated already';
  if (s.setsAside && s.blockType[frame >> s.pageblockOrder] === MIRROR)
    return 'its pageblock is set aside for the mirror';
  if (!range.cma && s.blockType[frame >> s.pageblockOrder] === CMA) return 'its pageblock is CMA';
  return frame >= range.start && frame < range.end ? whyItCannotGo(s, frame) : null;
}

/** Why the content of a frame can neither be moved nor was free, in words; null if that is not so. */
export function whyItCannotGo(s: WorldState, frame: number): string | null {
  if (s.belief[frame]! & STAYS) return `it is ${leafName(s.belief[frame]!)}`;
  const handle = holderAt(s, frame);
  if (handle < 0) return null;
  if (s.rangeAt[handle]! >= 0) return 'it belongs to a contiguous range';
  if (isHeld(s, handle)) return 'somebody references it';
  return firstMarked(s, s.at[handle]!, 1 << s.order[handle]!) >= 0 ? 'its allocation is poisoned' : null;
}

/** First frame that keeps the range from being taken, or -1. */
export function firstNotTaken(s: WorldState, range: WantedRange, ours: readonly number[] = []): number {
  const { first, last } = around(s, range);
  for (let frame = first; frame < last; frame++)
    if (whyNotTaken(s, frame, range, ours) !== null) return frame;
  return -1;
}
