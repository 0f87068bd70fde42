import { ISOLATE } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { headOf, isFree, NONE, orderIn, zoneIn } from '../memory/pageWord.ts';
import { countFree, listOf, pushFree, unlinkFree } from './freeLists.ts';
import { putFree } from './merge.ts';

/** Withholds what is free in a pageblock. Source: set_migratetype_isolate, mm/page_isolation.c. */
export function isolatePageblock(memory: Memory, pageblock: number): void {
  refile(memory, pageblock, ISOLATE);
}

/** Puts a pageblock back into service, under the type it had. Source: unset_migratetype_isolate. */
export function unisolatePageblock(memory: Memory, pageblock: number): void {
  refile(memory, pageblock, memory.storedTypes[pageblock]!);
}

/** Changes the type of a pageblock and moves its free pages to the lists of that type. */
export function retypePageblock(memory: Memory, pageblock: number, type: number): void {
  memory.storedTypes[pageblock] = type;
  refile(memory, pageblock, type);
}

/** A free block that reaches beyond the pageblock is cut first: only the pageblock moves to other lists. */
function refile(memory: Memory, pageblock: number, type: number): void {
  const { pages, maxOrder, pageblockOrder } = memory;
  const head = headOf(pages, pageblock << pageblockOrder, maxOrder);
  const word = head === NONE ? 0 : pages[head]!;
  if (isFree(word) && orderIn(word) >= pageblockOrder) refileWhole(memory, pageblock, type, head);
  else refileParts(memory, pageblock, type);
}

/** The pageblocks of the block are freed one by one, since what may merge with what has changed. */
function refileWhole(memory: Memory, pageblock: number, type: number, head: number): void {
  const { pages, types, pageblockOrder } = memory;
  const word = pages[head]!;
  const size = 1 << orderIn(word);
  const oldType = types[pageblock]!;
  unlinkFree(memory, head, listOf(zoneIn(word), oldType, orderIn(word)));
  countFree(memory, zoneIn(word), oldType, -size);
  types[pageblock] = type;
  for (let pfn = head; pfn < head + size; pfn += 1 << pageblockOrder) putFree(memory, pfn, pageblockOrder);
}

/** Blocks smaller than the pageblock find no new buddies: theirs lie in the same pageblock. */
function refileParts(memory: Memory, pageblock: number, type: number): void {
  const { pages, types, pageblockOrder } = memory;
  const oldType = types[pageblock]!;
  const end = (pageblock + 1) << pageblockOrder;
  types[pageblock] = type;
  for (let pfn = pageblock << pageblockOrder; pfn < end; ) {
    const word = pages[pfn]!;
    if (isFree(word)) moveToList(memory, pfn, word, oldType, type);
    pfn += 1 << orderIn(word);
  }
}

function moveToList(memory: Memory, pfn: number, word: number, from: number, to: number): void {
  const zone = zoneIn(word);
  const order = orderIn(word);
  unlinkFree(memory, pfn, listOf(zone, from, order));
  countFree(memory, zone, from, -(1 << order));
  pushFree(memory, pfn, listOf(zone, to, order));
  countFree(memory, zone, to, 1 << order);
}
