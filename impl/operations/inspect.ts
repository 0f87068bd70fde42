import { type Inspection, ISOLATE, NO_ZONE } from '../../spec/index.ts';
import { BLOCK_ABSENT, BLOCK_ONLINE, type Memory } from '../memory/memory.ts';
import { FREE, NONE, orderIn, STATE_BITS, USED, zoneIn } from '../memory/pageWord.ts';
import { cacheListOf, LISTS_PER_QUEUE, queueOf } from '../percpu/perCpu.ts';
import { isPinned } from './hold.ts';

/** Reports everything. Scans all memory. */
export function inspectMemory(memory: Memory, into: Inspection): void {
  inspectBlocks(memory, into);
  inspectCaches(memory, into);
  inspectPageblocks(memory, into);
  inspectZones(memory, into);
  for (let block = 0; block < memory.blocks.length; block++) {
    const state = memory.blocks[block];
    if (state !== BLOCK_ABSENT) into.memoryBlock(block, state === BLOCK_ONLINE);
  }
}

function inspectBlocks(memory: Memory, into: Inspection): void {
  const { words, types, next, prev, pageblockOrder } = memory;
  for (let pfn = 0; pfn < memory.frameCount; ) {
    const word = words[pfn]!;
    const state = word & STATE_BITS;
    if (state === FREE) into.freeBlock(pfn, orderIn(word), types[pfn >> pageblockOrder]!);
    if (state === USED) into.usedBlock(pfn, orderIn(word));
    if (state === USED && isPinned(word)) into.pins(pfn, next[pfn]!, prev[pfn]!);
    pfn += 1 << orderIn(word);
  }
}

function inspectCaches(memory: Memory, into: Inspection): void {
  for (let cpu = 0; cpu < memory.cpuCount; cpu++) {
    for (let zone = 0; zone < memory.zoneCount; zone++) {
      const first = cacheListOf(queueOf(memory, cpu, zone), 0, 0);
      for (let list = first; list < first + LISTS_PER_QUEUE; list++) inspectCache(memory, into, cpu, list);
    }
  }
}

function inspectCache(memory: Memory, into: Inspection, cpu: number, list: number): void {
  for (let pfn = memory.cacheFirst[list]!; pfn !== NONE; pfn = memory.next[pfn]!) {
    into.cachedBlock(pfn, orderIn(memory.words[pfn]!), cpu);
  }
}

/** Pageblocks with any page in service; a hole has no type worth telling. */
function inspectPageblocks(memory: Memory, into: Inspection): void {
  const { words, types, storedTypes, pageblockOrder } = memory;
  for (let pageblock = 0; pageblock < types.length; pageblock++) {
    const pages = words.subarray(pageblock << pageblockOrder, (pageblock + 1) << pageblockOrder);
    if (pages.some((word) => zoneIn(word) !== NO_ZONE))
      into.pageblock(pageblock << pageblockOrder, storedTypes[pageblock]!, types[pageblock] === ISOLATE);
  }
}

function inspectZones(memory: Memory, into: Inspection): void {
  for (let zone = 0; zone < memory.zoneCount; zone++) {
    if (memory.managed[zone] === 0) continue;
    into.zone(zone, memory.free[zone]!, memory.managed[zone]!);
    into.marks(zone, memory.min[zone]!, memory.low[zone]!, memory.high[zone]!);
  }
}
