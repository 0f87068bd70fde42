import { CMA, type FrameRun, MOVABLE, NO_ZONE } from '../../spec/index.ts';
import { putFreeRange } from '../operations/release.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { BLOCK_ABSENT, BLOCK_OFFLINE, BLOCK_ONLINE, type Memory } from './memory.ts';
import { FIXED, MIRRORED, ZONE_SHIFT } from './pageWord.ts';

const BLOCK_STATES = { absent: BLOCK_ABSENT, offline: BLOCK_OFFLINE, online: BLOCK_ONLINE } as const;

/** Fills empty memory from its map, computes the marks and frees what boot left over. Reports no effects. */
export function bootMemory(allocator: PageAllocator): void {
  const { memory } = allocator;
  memory.words.fill(NO_ZONE << ZONE_SHIFT);
  memory.types.fill(MOVABLE);
  memory.storedTypes.fill(MOVABLE);
  memory.blocks.set(memory.map.blockStates.map((state) => BLOCK_STATES[state]));
  for (const run of memory.map.runs) bootRun(memory, run);
  allocator.refreshZones();
  // Downwards, as within a run: the lowest pages end up first on their lists.
  for (const run of memory.map.runs.toReversed()) {
    if (run.state === 'available') putFreeRange(allocator, run.start, run.end);
  }
}

function bootRun(memory: Memory, run: FrameRun): void {
  const { words, types, storedTypes, pageblockOrder } = memory;
  const mirrored = run.mirrored ? MIRRORED : 0;
  const fixed = run.state === 'fixed' ? FIXED : 0;
  words.fill((run.zone << ZONE_SHIFT) | mirrored | fixed, run.start, run.end);
  if (run.cma) {
    types.fill(CMA, run.start >> pageblockOrder, run.end >> pageblockOrder);
    storedTypes.fill(CMA, run.start >> pageblockOrder, run.end >> pageblockOrder);
  }
  if (run.state !== 'available') return;
  const pages = run.end - run.start;
  memory.managed[run.zone]! += pages;
  if (run.mirrored) memory.mirrored[run.zone]! += pages;
}
