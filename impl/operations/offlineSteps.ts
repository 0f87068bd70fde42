import {
  BUSY,
  DONE,
  GOING_OFFLINE,
  INTERRUPTED,
  INVALID,
  NO_MEMORY,
  NOT_ONLINE,
  POINT_SIGNAL,
  VETOED,
  WENT_OFFLINE,
} from '../../spec/index.ts';
import { strikes } from '../memory/failurePoints.ts';
import { BLOCK_ONLINE, type Memory } from '../memory/memory.ts';
import { NONE, orderIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { offlineGfp, whatKeeps } from './migrate.ts';
import { failsNow, isolateBlock, nextUsed, refuse, withdrawBlock } from './offline.ts';

/** Begins what offlineBlock does at one go. Source: offline_pages, mm/memory_hotplug.c, up to its loop. */
export function beginOffline(allocator: PageAllocator, block: number): number {
  const { memory } = allocator;
  const open = memory.task[0]!;
  if (open !== NONE) return refuse(memory, open * memory.blockPages, BUSY);
  if (memory.blocks[block] !== BLOCK_ONLINE) return NOT_ONLINE;
  const obstacle = allocator.obstacleIn(block);
  if (obstacle !== NONE) return refuse(memory, obstacle, BUSY);
  allocator.drainBeforeIsolating();
  isolateBlock(allocator, block);
  if (!allocator.notify(GOING_OFFLINE, block)) {
    allocator.rollBack(block);
    return VETOED;
  }
  memory.task[0] = block;
  return DONE;
}

/** Moves the first allocation of the block that can move. @returns its pages, 0 if there is none, or why not */
export function stepOffline(allocator: PageAllocator): number {
  const { memory } = allocator;
  const block = memory.task[0]!;
  if (block === NONE) return INVALID;
  if (strikes(memory, POINT_SIGNAL)) return INTERRUPTED;
  const stays = nextUsed(memory, block * memory.blockPages, (block + 1) * memory.blockPages);
  if (stays === NONE) return 0;
  const pfn = nextMovable(memory, block);
  if (pfn === NONE) return refuse(memory, stays, BUSY);
  if (failsNow(memory)) return refuse(memory, pfn, BUSY);
  const word = memory.pages[pfn]!;
  if (allocator.moveAllocation(pfn, offlineGfp(word)) < 0) return refuse(memory, pfn, NO_MEMORY);
  return 1 << orderIn(word);
}

/** Takes the block out, if it is empty. */
export function commitOffline(allocator: PageAllocator): number {
  const { memory } = allocator;
  const block = memory.task[0]!;
  if (block === NONE) return INVALID;
  const left = nextUsed(memory, block * memory.blockPages, (block + 1) * memory.blockPages);
  if (left !== NONE) return refuse(memory, left, BUSY);
  withdrawBlock(allocator, block);
  memory.task[0] = NONE;
  allocator.notify(WENT_OFFLINE, block);
  return DONE;
}

/** Puts the block back into service. */
export function rollBackOffline(allocator: PageAllocator): number {
  const { task } = allocator.memory;
  const block = task[0]!;
  if (block === NONE) return INVALID;
  task[0] = NONE;
  allocator.rollBack(block);
  return DONE;
}

/** First allocation of the block that nobody holds and no error marks, or {@link NONE}. */
function nextMovable(memory: Memory, block: number): number {
  const end = (block + 1) * memory.blockPages;
  for (let from = block * memory.blockPages; ; ) {
    const pfn = nextUsed(memory, from, end);
    if (pfn === NONE) return NONE;
    const order = orderIn(memory.pages[pfn]!);
    if (whatKeeps(memory, pfn, order) === NONE) return pfn;
    from = pfn + (1 << order);
  }
}
