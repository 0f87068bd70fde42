import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';

/** Pulls an offline memory block out, if it can be plugged in again; now and then any block, which must refuse. */
export function drawRemove(draft: Draft): boolean {
  const { blocks, random, canAdd } = draft;
  if (!canAdd || blocks.count === 0) return false;
  const offline = blocks.offlineCount();
  if (offline === 0 || random.onceIn(4)) {
    const block = random.below(blocks.count);
    if (isOffline(draft, block)) return false;
    write(draft, OPERATION.remove, block);
    return true;
  }
  const block = blocks.offlineAt(random.below(offline));
  write(draft, OPERATION.remove, block);
  blocks.setRemoved(block);
  return true;
}

/** Plugs a memory block in that was pulled out; now and then one that is there, which must be refused. */
export function drawAdd(draft: Draft): boolean {
  const { blocks, random } = draft;
  const removed = blocks.removedCount();
  if (blocks.count === 0) return false;
  if (removed === 0 || random.onceIn(8)) {
    if (removed === 0 && !random.onceIn(4)) return false;
    const block = random.below(blocks.count);
    write(draft, OPERATION.add, block);
    if (isRemoved(draft, block)) blocks.setAdded(block);
    return true;
  }
  plugIn(draft, blocks.removedAt(random.below(removed)));
  return true;
}

/** Plugs in a block that is believed pulled out. */
export function plugIn(draft: Draft, block: number): void {
  write(draft, OPERATION.add, block);
  draft.blocks.setAdded(block);
}

function isOffline({ blocks }: Draft, block: number): boolean {
  for (let place = 0; place < blocks.offlineCount(); place++)
    if (blocks.offlineAt(place) === block) return true;
  return false;
}

function isRemoved({ blocks }: Draft, block: number): boolean {
  for (let place = 0; place < blocks.removedCount(); place++)
    if (blocks.removedAt(place) === block) return true;
  return false;
}
