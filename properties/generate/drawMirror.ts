import { OWNERS, PIN_SHORT } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { type Draft, write } from './draft.ts';

/**
 * The mirror of a memory block breaks: for the rest of the scenario its zone keeps no promise, so not in every scenario, and
 * in none more than twice.
 */
export function drawBreakMirror(draft: Draft): boolean {
  const { blocks, random } = draft;
  if (draft.breaksLeft === 0 || blocks.count === 0) return false;
  draft.breaksLeft--;
  write(draft, OPERATION.breakMirror, random.onceIn(6) ? random.below(blocks.count) : mirroredBlock(draft));
  return true;
}

/** A block with mirrored memory, if there is any; gladly one with a pageblock that is isolated, since that is rare. */
function mirroredBlock({ map, random, isolated }: Draft): number {
  const { memoryBlockPages, pageblockOrder } = map.layout.geometry;
  const withheld = isolated.map((pageblock) => pageblock << pageblockOrder);
  const mirrored = map.runs.filter(({ mirror }) => mirror === 'protected');
  const isMirrored = (pfn: number) => mirrored.some(({ start, end }) => start <= pfn && pfn < end);
  const inside = withheld.filter(isMirrored);
  if (inside.length > 0 && random.onceIn(2))
    return Math.floor(inside[random.below(inside.length)]! / memoryBlockPages); // Below the length.
  const runs = mirrored.length > 0 ? mirrored : map.runs;
  const { start, end } = runs[random.below(runs.length)]!; // Every machine has memory.
  // The end of the mirror may lie in the middle of a pageblock.
  const pfn = random.onceIn(2) ? end - 1 : start + random.below(end - start);
  return Math.floor(pfn / memoryBlockPages);
}

/** The mirror grows by a memory block, or is asked to. */
export function drawExpandMirror(draft: Draft): boolean {
  const { blocks, random } = draft;
  if (blocks.count === 0) return false;
  write(draft, OPERATION.expandMirror, random.below(blocks.count));
  return true;
}

/** A process asks to be mirrored; once it is, it asks the mirror for all its memory, so few do. */
export function drawUpgrade(draft: Draft): boolean {
  const { random } = draft;
  const owner = random.onceIn(32) ? 0 : 1 + random.below(OWNERS - 1);
  const choice = random.below(4);
  if (choice === 0) write(draft, OPERATION.upgrade, owner, 0);
  else if (choice < 3 && draft.canFree && draft.canUnpin) upgradeHolding(draft, owner, choice === 1);
  else if (draft.upgradesLeft > 0) {
    draft.upgradesLeft--;
    write(draft, OPERATION.upgrade, owner, 1);
  } else return false;
  return true;
}

/** The process has just mapped a page that is pinned, or a block for which the mirror has hardly room. */
function upgradeHolding(draft: Draft, owner: number, pinned: boolean): void {
  const order = pinned ? 0 : draft.map.layout.geometry.maxOrder;
  if (!pinned && draft.upgradesLeft === 0) return;
  const handle = write(draft, OPERATION.allocate, order + 256 * USER + 65536 * owner, 0, 0);
  if (pinned) write(draft, OPERATION.pin, handle, PIN_SHORT);
  else draft.upgradesLeft--;
  write(draft, OPERATION.upgrade, owner, 1);
  if (pinned) write(draft, OPERATION.unpin, handle, PIN_SHORT);
  write(draft, OPERATION.free, handle, 0);
}

const USER = requestClassNumber('user');
