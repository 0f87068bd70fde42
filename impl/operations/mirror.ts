import { DONE, ISOLATE, MIRROR, MOVABLE, NO_ZONE, NOT_ONLINE, NOT_PERMITTED } from '../../spec/index.ts';
import { retypePageblock } from '../buddy/pageblocks.ts';
import { BLOCK_ONLINE, type Memory } from '../memory/memory.ts';
import { FIXED, LENT, MIRRORED, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { MIRRORED_PAGES } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';

/** Takes note that the frames of a memory block have one copy only. */
export function breakMirrorOf(allocator: PageAllocator, block: number): number {
  const { memory } = allocator;
  if (memory.blocks[block] !== BLOCK_ONLINE) return NOT_ONLINE;
  const [start, end] = framesOf(memory, block);
  for (let pfn = start; pfn < end; pfn += 1 << memory.pageblockOrder)
    leaveMirror(memory, pfn >> memory.pageblockOrder);
  for (let pfn = start; pfn < end; pfn++) if (memory.pages[pfn]! & MIRRORED) toggle(memory, pfn, -1);
  allocator.refreshZones();
  return DONE;
}

/** Takes note that all frames of a memory block have two copies. */
export function expandMirrorOf(allocator: PageAllocator, block: number): number {
  const { memory } = allocator;
  if (!memory.inForce || !memory.design.expands) return NOT_PERMITTED;
  if (memory.blocks[block] !== BLOCK_ONLINE) return NOT_ONLINE;
  const [start, end] = framesOf(memory, block);
  for (let pfn = start; pfn < end; pfn++) {
    const word = memory.pages[pfn]!;
    if (!(word & (MIRRORED | FIXED | LENT)) && zoneIn(word) !== NO_ZONE) toggle(memory, pfn, 1);
  }
  allocator.refreshZones();
  return DONE;
}

const framesOf = ({ blockPages, frameCount }: Memory, block: number): readonly [number, number] => [
  block * blockPages,
  Math.min((block + 1) * blockPages, frameCount),
];

/** Changes the attribute of a frame; boot memory and what is lent are not in the count of its zone. */
function toggle({ pages, zones }: Memory, pfn: number, by: 1 | -1): void {
  const word = pages[pfn]!;
  pages[pfn] = word ^ MIRRORED;
  if (!(word & (FIXED | LENT)) && zoneIn(word) !== NO_ZONE)
    zones[fieldOf(zoneIn(word), MIRRORED_PAGES)]! += by;
}

/** A pageblock that was set apart for the mirror is an ordinary one from now on. */
function leaveMirror(memory: Memory, pageblock: number): void {
  memory.mirrorBlocks[pageblock] = 0;
  if (memory.storedTypes[pageblock] !== MIRROR) return;
  if (memory.types[pageblock] === ISOLATE) memory.storedTypes[pageblock] = MOVABLE;
  else retypePageblock(memory, pageblock, MOVABLE);
}
