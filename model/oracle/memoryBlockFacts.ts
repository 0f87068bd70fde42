import { LEAF, leafMask } from '../../spec/pages/leaf.ts';
import { CMA } from '../../spec/zones/migratetype.ts';
import type { MemoryBlockFacts } from '../machines/memoryBlockRules.ts';
import { holderAt } from './allocations.ts';
import { isInRange } from './ranges.ts';
import { FACT_BAD, type WorldState } from './state.ts';

const DRIVER = 1 << LEAF['movable.driver'];
const ABSENT = 1 << LEAF['offline.absent'];

/** In a block that is to leave service, a page in one of these cannot go along. */
export const STAYS = leafMask(
  'offline.absent',
  'offline.present',
  'pinned.fixed',
  'pinned.kernel',
  'pinned.shortterm',
  'pinned.longterm',
  'mirrored.kernel',
  'mirrored.criticalPinned',
  'pinned.orphan',
  'offline.lent',
);

/** What is true of a memory block now, read off the books frame by frame: what the guards of its machine are asked with. */
export function memoryBlockFacts(s: WorldState, block: number): MemoryBlockFacts {
  const start = block * s.blockPages;
  const end = start + s.blockPages;
  const zone = s.zone[start];
  let singleZone = true;
  let whole = end <= s.frameCount;
  let movable = true;
  let poisoned = false;
  for (let frame = start; frame < Math.min(end, s.frameCount); frame++) {
    const mask = s.belief[frame]!; // Below the frame count, here and below.
    if (s.zone[frame] !== zone) singleZone = false;
    if ((mask & ABSENT) !== 0) whole = false;
    if ((mask & STAYS) !== 0 || s.blockType[frame >> s.pageblockOrder] === CMA) movable = false;
    if (mask === DRIVER && isInRange(s, frame)) movable = false;
    if (s.callerIsolated[frame >> s.pageblockOrder] === 1) movable = false; // Its pages are somebody else's business.
    if ((s.facts[frame]! & FACT_BAD) === 0) continue;
    poisoned = true;
    if (holderAt(s, frame) >= 0) movable = false;
  }
  return { singleZone, whole, movable, poisoned };
}
