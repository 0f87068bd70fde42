import {
  CMA,
  cmaAreaOf,
  type FrameRun,
  MIRROR,
  MOVABLE,
  mirrorPageblocksOf,
  NO_ZONE,
} from '../../spec/index.ts';
import { clearLists } from '../buddy/freeLists.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { clearCaches } from '../percpu/perCpu.ts';
import { MANAGED_PAGES, MIRRORED_PAGES, PRESENT_PAGES } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { NOT_ARMED } from './failurePoints.ts';
import { BLOCK_ABSENT, BLOCK_OFFLINE, BLOCK_ONLINE, type Memory } from './memory.ts';
import { FIXED, MIRRORED, NONE, ZONE_SHIFT } from './pageWord.ts';

const BLOCK_STATES = { absent: BLOCK_ABSENT, offline: BLOCK_OFFLINE, online: BLOCK_ONLINE } as const;

/** Fills empty memory from its map, computes the marks and frees what boot left over. Reports no effects. */
export function bootMemory(allocator: PageAllocator): void {
  const { memory } = allocator;
  memory.pages.fill(NO_ZONE << ZONE_SHIFT);
  clearLists(memory.heads);
  clearCaches(memory.caches);
  memory.lru.fill(NONE);
  memory.armed.fill(NOT_ARMED);
  memory.task.fill(NONE);
  memory.types.fill(MOVABLE);
  memory.storedTypes.fill(MOVABLE);
  memory.blocks.set(memory.map.blockStates.map((state) => BLOCK_STATES[state]));
  memory.map.runs.forEach((run, place) => {
    bootRun(memory, run, allocator.zoneOfRun(place));
  });
  for (let zone = 0; zone < memory.zoneCount; zone++)
    memory.zones[fieldOf(zone, PRESENT_PAGES)] = allocator.presentAtBoot(zone);
  memory.mirrorBlocks.set(mirrorPageblocksOf(memory.map, memory.design));
  memory.mirrorBlocks.forEach((apart, pageblock) => {
    if (apart) joinMirror(memory, pageblock);
  });
  for (let area = 0; area < memory.cmaAvailable.length; area++)
    memory.cmaAvailable[area] = pagesOfArea(memory, area);
  allocator.refreshZones();
  // Downwards, as within a run: the lowest pages end up first on their lists.
  for (const run of memory.map.runs.toReversed()) {
    if (run.state === 'available') allocator.putFreeRange(run.start, run.end);
  }
}

function bootRun(memory: Memory, run: FrameRun, zone: number): void {
  const { types, storedTypes, zones, pageblockOrder } = memory;
  const mirrored = run.mirrored ? MIRRORED : 0;
  const fixed = run.state === 'fixed' ? FIXED : 0;
  memory.pages.fill((zone << ZONE_SHIFT) | mirrored | fixed, run.start, run.end);
  if (run.cma) {
    types.fill(CMA, run.start >> pageblockOrder, run.end >> pageblockOrder);
    storedTypes.fill(CMA, run.start >> pageblockOrder, run.end >> pageblockOrder);
  }
  if (run.state !== 'available') return;
  const pages = run.end - run.start;
  zones[fieldOf(zone, MANAGED_PAGES)]! += pages;
  if (run.mirrored) zones[fieldOf(zone, MIRRORED_PAGES)]! += pages;
}

/** A pageblock of the mirror gets its own type. */
export function joinMirror({ types, storedTypes }: Memory, pageblock: number): void {
  types[pageblock] = MIRROR;
  storedTypes[pageblock] = MIRROR;
}

function pagesOfArea({ map }: Memory, area: number): number {
  const { start, end } = cmaAreaOf(map, area)!; // There are so many.
  return end - start;
}
