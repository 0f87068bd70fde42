import * as spec from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import * as word from '../memory/pageWord.ts';
import { zoneIn } from '../memory/pageWord.ts';
import { countFree, listOf, pushFree, unlinkFree } from './freeLists.ts';

const { HIGHATOMIC } = spec;
const { BUDDY_BITS, FREE, USE_BITS, ZONE_BITS } = word;

/**
 * Frees a block to the buddy lists of its pageblock's type, merged with its buddy for as long as that is free too, of the
 * same order and zone. Source: __free_one_page, mm/page_alloc.c.
 */
export function putFree(memory: Memory, pfn: number, order: number): void {
  const { pages, types, maxOrder, pageblockOrder } = memory;
  const word = pages[pfn]!;
  const zone = zoneIn(word);
  const type = types[pfn >> pageblockOrder]!;
  if (order > pageblockOrder && !hasOneType(memory, pfn, order, type)) return putHalves(memory, pfn, order);
  const freeInZone = (word & ZONE_BITS) | FREE;
  pages[pfn] = word & ~USE_BITS;
  countFree(memory, zone, type, 1 << order);
  let start = pfn;
  let height = order;
  while (height < maxOrder) {
    const buddy = start ^ (1 << height);
    if ((pages[buddy]! & BUDDY_BITS) !== (freeInZone | height)) break;
    const buddyType = types[buddy >> pageblockOrder]!;
    // Below pageblockOrder both lie in one pageblock, so the types can only differ above.
    if (buddyType !== type) {
      if (!mayMix(type, buddyType)) break;
      adoptType(memory, buddy, height, type);
    }
    unlinkFree(memory, buddy, listOf(zone, buddyType, height));
    start &= buddy;
    height++;
  }
  pushFree(memory, start, listOf(zone, type, height));
}

/** While a large block was in use, some of its pageblocks may have been isolated. Source: split_large_buddy. */
function hasOneType({ types, pageblockOrder }: Memory, pfn: number, order: number, type: number): boolean {
  const end = (pfn + (1 << order)) >> pageblockOrder;
  for (let pageblock = pfn >> pageblockOrder; pageblock < end; pageblock++)
    if (types[pageblock] !== type) return false;
  return true;
}

function putHalves(memory: Memory, pfn: number, order: number): void {
  memory.pages[pfn]! &= ~USE_BITS;
  putFree(memory, pfn, order - 1);
  putFree(memory, pfn + (1 << (order - 1)), order - 1);
}

/** Whether blocks of two types may become one. CMA and isolated pageblocks keep to themselves. */
const mayMix = (one: number, other: number): boolean => one < HIGHATOMIC && other < HIGHATOMIC;

/** Gives all pageblocks of a block another type, under isolation too. The caller moves what is on the lists. */
export function adoptType(memory: Memory, pfn: number, order: number, type: number): void {
  const { types, storedTypes, pageblockOrder } = memory;
  const first = pfn >> pageblockOrder;
  const end = first + (1 << (order - pageblockOrder));
  types.fill(type, first, end);
  storedTypes.fill(type, first, end);
}
