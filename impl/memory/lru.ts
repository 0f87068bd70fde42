import { OWNERS } from '../../spec/index.ts';
import { DROPPABLE_CLAIMS, holds, USER_CLAIMS } from '../requests/claims.ts';
import { TURN } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { LIST_WORDS, LISTED, LISTS_PER_OWNER, MOST_NUMBERS } from './lruRecord.ts';
import type { Memory } from './memory.ts';
import * as bits from './pageWord.ts';
import { claimIn, isUsed, nextOf, orderIn, ownerIn, zoneIn } from './pageWord.ts';
import { pushFirst, unlink } from './queues.ts';

const { LOCKED, NONE, PINNED } = bits;

/*
 * The user allocations that no pin and no reference holds, on lists by zone and owner: one of what reclaim may drop, one of what
 * only a kill frees. So a kill looks at the memory of its victim alone. Source: struct lruvec, include/linux/mmzone.h, which Linux
 * keeps for each memory cgroup.
 *
 * Nobody needs the lists before memory is short, and keeping them costs a free two neighbours that lie anywhere. So until reclaim or a
 * kill first asks, each allocation only has a number, in `nextOf`, the next of `userClock`. Then the lists are made, in the order of the
 * numbers, and from there on they are kept; `userClock` is LISTED. Linux spares itself the lists for a while too, by adding
 * pages in batches: folio_add_lru, mm/swap.c.
 */

/** Offsets in a list of its newest and its oldest allocation. */
const NEWEST = 0;
const OLDEST = 1;

const PFNS = 2 ** 26;

/** Lists an allocation that begins to be free for reclaim or a kill; `word` is its word. Others are let be. */
export function enlist(memory: Memory, pfn: number, word: number): void {
  if (!isListed(word)) return;
  const { links, userClock } = memory;
  const number = userClock[0]!;
  if (number === LISTED) return pushNewest(memory, pfn, word);
  links[nextOf(pfn)] = number;
  userClock[0] = number + 1;
  if (number + 1 === MOST_NUMBERS) makeLists(memory);
}

function pushNewest(memory: Memory, pfn: number, word: number): void {
  const list = listOf(word);
  pushFirst(memory.links, memory.lru, list + NEWEST, list + OLDEST, pfn);
  memory.ownedPages[ownerIn(word)]! += 1 << orderIn(word);
}

/** Has the lists kept from now on. Looks at every page, once in the life of an allocator; all who read the lists begin with it. */
export function makeLists(memory: Memory): void {
  const { pages, links, userClock } = memory;
  if (userClock[0] === LISTED) return;
  userClock[0] = LISTED;
  const keys: number[] = [];
  for (let pfn = 0; pfn < pages.length; pfn++)
    if (isUsed(pages[pfn]!) && isListed(pages[pfn]!)) keys.push(links[nextOf(pfn)]! * PFNS + pfn);
  for (const key of Float64Array.from(keys).sort()) pushNewest(memory, key % PFNS, pages[key % PFNS]!);
}

/** Takes an allocation off its list, if it is on one: it ends, changes, or is to be held. */
export function delist(memory: Memory, pfn: number, word: number): void {
  if (!isListed(word) || memory.userClock[0] !== LISTED) return;
  const list = listOf(word);
  unlink(memory.links, memory.lru, list + NEWEST, list + OLDEST, pfn);
  memory.ownedPages[ownerIn(word)]! -= 1 << orderIn(word);
}

/** Changes the word of an allocation, and with it the list it is on. */
export function relist(memory: Memory, pfn: number, word: number): void {
  delist(memory, pfn, memory.pages[pfn]!);
  memory.pages[pfn] = word;
  enlist(memory, pfn, word);
}

/** The oldest allocation that reclaim may drop, or NONE. The owners take turns, so that none pays for all. */
export function nextToReclaim(memory: Memory, zone: number): number {
  makeLists(memory);
  const turn = memory.zones[fieldOf(zone, TURN)]!;
  for (let step = 0; step < OWNERS; step++) {
    const owner = (turn + step) % OWNERS;
    const pfn = memory.lru[evictableOf(zone, owner) + OLDEST]!;
    if (pfn === NONE) continue;
    memory.zones[fieldOf(zone, TURN)] = (owner + 1) % OWNERS;
    return pfn;
  }
  return NONE;
}

/** Some allocation of an owner that a kill would free, or NONE. */
export function nextToKill(memory: Memory, owner: number): number {
  makeLists(memory);
  const { lru, zoneCount } = memory;
  for (let zone = 0; zone < zoneCount; zone++) {
    const evictable = evictableOf(zone, owner);
    if (lru[evictable + OLDEST] !== NONE) return lru[evictable + OLDEST]!;
    if (lru[evictable + LIST_WORDS + OLDEST] !== NONE) return lru[evictable + LIST_WORDS + OLDEST]!;
  }
  return NONE;
}

const isListed = (word: number): boolean => !(word & PINNED) && holds(USER_CLAIMS, claimIn(word));

function listOf(word: number): number {
  const isEvictable = !(word & LOCKED) && holds(DROPPABLE_CLAIMS, claimIn(word));
  return evictableOf(zoneIn(word), ownerIn(word)) + (isEvictable ? 0 : LIST_WORDS);
}

const evictableOf = (zone: number, owner: number): number =>
  (zone * OWNERS + owner) * LISTS_PER_OWNER * LIST_WORDS;
