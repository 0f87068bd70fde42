import { ONLINE_DEFAULT, ONLINE_KERNEL, ONLINE_MOVABLE } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { type Draft, write } from './draft.ts';
import { plugIn } from './drawPlug.ts';
import type { MemoryBlocks } from './memoryBlocks.ts';

/** Operations a block stays offline, at most on average: long enough for memory to fill up without it. */
const ABSENCE = 100;

/**
 * Takes a memory block out of service, or brings one back. Either costs a whole block of checking, so it comes by the clock:
 * each block that leaves returns soon, and then there is a pause.
 */
export function drawHotplug(draft: Draft, canOffline: boolean, canOnline: boolean): void {
  const { blocks, random, profile, canAdd } = draft;
  if (canAdd && canOnline && blocks.removedCount() > 0 && !random.onceIn(3)) {
    plugIn(draft, blocks.removedAt(random.below(blocks.removedCount())));
    draft.hotplugIn = 1 + random.below(16);
    return;
  }
  const away = blocks.offlineCount();
  const returning = canOnline && away > 0 && (!canOffline || !random.onceIn(4));
  if (returning) {
    bringBack(draft, blocks.offlineAt(random.below(away)));
    draft.hotplugIn = Math.ceil(profile.hotplugPeriod * (0.75 + random.below(50) / 100));
    return;
  }
  if (canOffline) takeAway(draft, blockToLeave(draft));
  draft.hotplugIn = 4 + random.below(2 * Math.min(ABSENCE, profile.hotplugPeriod));
}

function bringBack(draft: Draft, block: number): void {
  const { blocks, budget } = draft;
  const to = drawTarget(draft);
  write(draft, OPERATION.online, block, to);
  if (blocks.isSuspect(block)) return; // Perhaps it came back: to believe it did not costs nothing but another try.
  blocks.setOnline(block, to);
  budget.resize(countedIn(draft, block), blocks.pagesOf(block));
}

/** Rarely into a kernel zone, and only while others can leave: kernel pages settle in the block, and it stays for ever. */
function drawTarget({ random, blocks }: Draft): number {
  const choice = random.below(24);
  if (choice >= 8) return ONLINE_DEFAULT;
  return choice === 0 && someMayLeave(blocks) ? ONLINE_KERNEL : ONLINE_MOVABLE;
}

function someMayLeave(blocks: MemoryBlocks): boolean {
  for (let block = 0; block < blocks.count; block++) if (blocks.mayLeave(block)) return true;
  return false;
}

/** Mostly one that agrees; sometimes one of a kernel zone, or any, which must refuse if it holds what cannot move. */
function blockToLeave({ blocks, random }: Draft): number {
  const suits = [
    blocks.mayLeave,
    (block: number) => blocks.isOnline(block) && blocks.isPlain(block),
    blocks.isOnline,
  ];
  const start = random.below(blocks.count);
  for (const suitable of suits.slice(Math.max(0, random.below(8) - 5)))
    for (let step = 0; step < blocks.count; step++) {
      const block = (start + step) % blocks.count;
      if (suitable(block)) return block;
    }
  return start;
}

/** Its free pages are gone, and those in use have moved to the rest of the zone, as far as anyone can foresee. */
function takeAway(draft: Draft, block: number): void {
  const { blocks, budget } = draft;
  write(draft, OPERATION.offline, block);
  const zone = blocks.zoneOf(block);
  if (block === draft.leaving) return;
  if (!blocks.isOnline(block) || !blocks.isPlain(block) || zone === NO_ZONE) return;
  const counted = countedIn(draft, block);
  blocks.setOffline(block);
  budget.resize(counted, -blocks.pagesOf(block));
}

const countedIn = ({ budget, blocks, map }: Draft, block: number): number =>
  budget.countedIn(blocks.zoneOf(block), block * map.layout.geometry.memoryBlockPages);
