import { ONLINE_KERNEL, ONLINE_MOVABLE } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Draft, write } from './draft.ts';

/** Begins to take a memory block out in steps: one that would agree, or now and then any. */
export function drawBeginOffline(draft: Draft): boolean {
  const { blocks, random } = draft;
  if (blocks.count === 0 || !draft.canRollBack || (draft.leaving >= 0 && !random.onceIn(4))) return false;
  const start = random.below(blocks.count);
  let block = start;
  for (let tries = 0; tries < blocks.count && !blocks.mayLeave(block); tries++)
    block = (block + 1) % blocks.count;
  if (random.onceIn(6)) block = start;
  write(draft, OPERATION.beginOffline, block);
  if (draft.leaving >= 0 || !blocks.isOnline(block)) return true;
  draft.stepsLeft = 4 + random.below(24);
  draft.leaving = block;
  draft.leavingZone = blocks.mayLeave(block) ? blocks.zoneOf(block) : NO_ZONE;
  if (draft.leavingZone !== NO_ZONE) draft.budget.take(countedIn(draft), blocks.pagesOf(block));
  return true;
}

/** One step of it; after the last one it ends. */
export function drawStep(draft: Draft): boolean {
  if (draft.leaving < 0) return false;
  if (draft.stepsLeft === 0) return drawCommit(draft);
  draft.stepsLeft--;
  write(draft, OPERATION.step, 0);
  return true;
}

/** Tries to take the block out; whether that went well or not, the block is in its zone again soon. */
export function drawCommit(draft: Draft): boolean {
  const { random } = draft;
  if (draft.leaving < 0) return false;
  write(draft, OPERATION.commit, 0);
  if (draft.stepsLeft > 0 && random.onceIn(2)) return true;
  write(draft, OPERATION.rollback, 0);
  end(draft);
  return true;
}

/** Takes everything back; now and then where nothing was begun. */
export function drawRollback(draft: Draft): boolean {
  if (!draft.random.onceIn(draft.leaving < 0 ? 24 : 4)) return false;
  write(draft, OPERATION.rollback, 0);
  if (draft.leaving >= 0) end(draft);
  return true;
}

/** Nobody foresees whether a commit went well: asked to go online, the block comes back, or is there already. */
function end(draft: Draft): void {
  const { blocks, budget, leaving, leavingZone } = draft;
  if (leavingZone !== NO_ZONE) budget.giveBack(countedIn(draft), blocks.pagesOf(leaving));
  const movable = zoneIndexOf(blocks.zoneOf(leaving)) === ZONE_MOVABLE;
  if (blocks.isOnline(leaving))
    write(draft, OPERATION.online, leaving, movable ? ONLINE_MOVABLE : ONLINE_KERNEL);
  draft.stepsLeft = 0;
  draft.leaving = -1;
}

const countedIn = ({ budget, leaving, leavingZone, map }: Draft): number =>
  budget.countedIn(leavingZone, leaving * map.layout.geometry.memoryBlockPages);
