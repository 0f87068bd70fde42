import {
  BUSY,
  CANCEL_ONLINE,
  DONE,
  GOING_ONLINE,
  INVALID,
  MOVABLE,
  NOT_ONLINE,
  ONLINE_DEFAULT,
  ONLINE_MOVABLE,
  POISONED,
  VETOED,
  WENT_ONLINE,
  ZONE_MOVABLE,
  zoneIndexOf,
} from '../../spec/index.ts';
import { joinMirror } from '../memory/bootMemory.ts';
import { BLOCK_ONLINE, type Memory } from '../memory/memory.ts';
import { NONE, ZONE_BITS, ZONE_SHIFT } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { MANAGED_PAGES, MIRRORED_PAGES, PRESENT_PAGES } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { firstPoisoned } from './hold.ts';
import { blockExists, mirroredPages, refuse } from './offline.ts';

/** Puts a memory block into service. Source: online_pages, mm/memory_hotplug.c. */
export function onlineBlock(allocator: PageAllocator, block: number, to: number): number {
  const { memory } = allocator;
  if (to < ONLINE_DEFAULT || to > ONLINE_MOVABLE) return INVALID;
  if (!blockExists(memory, block)) return NOT_ONLINE;
  if (memory.task[0] === block) return refuse(memory, block * memory.blockPages, BUSY);
  if (memory.blocks[block] === BLOCK_ONLINE) return DONE;
  const start = block * memory.blockPages;
  const poisoned = firstPoisoned(memory.pages, start, start + memory.blockPages);
  if (poisoned !== NONE) {
    memory.effects.culprit(poisoned);
    return POISONED;
  }
  const zone = allocator.zoneForOnline(block, to);
  memory.effects.zoneChosen(zone);
  if (!allocator.notify(GOING_ONLINE, block)) {
    allocator.notify(CANCEL_ONLINE, block);
    return VETOED;
  }
  joinZone(memory, block, zone);
  allocator.refreshZones();
  allocator.putFreeRange(start, start + memory.blockPages);
  allocator.notify(WENT_ONLINE, block);
  return DONE;
}

function joinZone(memory: Memory, block: number, zone: number): void {
  const { pages, types, storedTypes, zones, pageblockOrder } = memory;
  const start = block * memory.blockPages;
  const end = start + memory.blockPages;
  for (let pfn = start; pfn < end; pfn++) pages[pfn] = (pages[pfn]! & ~ZONE_BITS) | (zone << ZONE_SHIFT);
  types.fill(MOVABLE, start >> pageblockOrder, end >> pageblockOrder);
  storedTypes.fill(MOVABLE, start >> pageblockOrder, end >> pageblockOrder);
  for (let block = start >> pageblockOrder; block < end >> pageblockOrder; block++)
    if (memory.mirrorBlocks[block] && zoneIndexOf(zone) !== ZONE_MOVABLE) joinMirror(memory, block);
  zones[fieldOf(zone, MANAGED_PAGES)]! += memory.blockPages;
  zones[fieldOf(zone, PRESENT_PAGES)]! += memory.blockPages;
  zones[fieldOf(zone, MIRRORED_PAGES)]! += mirroredPages(memory, start, end);
  memory.blocks[block] = BLOCK_ONLINE;
}
