import { countFree, listOf, pushFree, unlinkFree } from '../../../impl/buddy/freeLists.ts';
import type { Memory } from '../../../impl/memory/memory.ts';
import { BUDDY_BITS, FREE, nextOf, USE_BITS, zoneIn } from '../../../impl/memory/pageWord.ts';
import { MIGRATETYPES } from '../../../spec/zones/migratetype.ts';

/**
 * Frees a block to the list of a type, whatever its pageblock is by now, merged with its buddies in the pageblock, on whichever
 * lists these are.
 */
export function fileUnder(memory: Memory, pfn: number, order: number, type: number): void {
  const { pages, pageblockOrder } = memory;
  const zone = zoneIn(pages[pfn]!); // A block that is freed has a record.
  pages[pfn]! &= ~USE_BITS;
  countFree(memory, zone, type, 1 << order);
  let start = pfn;
  let height = order;
  for (; height < pageblockOrder; height++) {
    const buddy = start ^ (1 << height);
    const free = (pages[start]! & BUDDY_BITS & ~FREE) | FREE | height;
    if ((pages[buddy]! & BUDDY_BITS) !== free) break;
    unlinkFree(memory, buddy, listWith(memory, zone, height, buddy));
    start &= buddy;
  }
  pushFree(memory, start, listOf(zone, type, height));
}

/** The list that a free block is on. */
function listWith({ heads, links }: Memory, zone: number, order: number, block: number): number {
  for (let type = 0; type < MIGRATETYPES; type++) {
    const list = listOf(zone, type, order);
    for (let pfn = heads[list]!; pfn >= 0; pfn = links[nextOf(pfn)]!) if (pfn === block) return list;
  }
  throw new Error(`free block ${block} is on no list`);
}
