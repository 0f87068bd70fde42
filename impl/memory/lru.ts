import { OWNERS } from '../../spec/index.ts';
import { DROPPABLE_CLAIMS, holds, USER_CLAIMS } from '../requests/claims.ts';
import { TURN } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import type { Memory } from './memory.ts';
import * as bits from './pageWord.ts';
import { claimIn, orderIn, ownerIn, zoneIn } from './pageWord.ts';
import { pushFirst, unlink } from './queues.ts';

const { LOCKED, NONE, PINNED } = bits;

/**
 * The user allocations that no pin and no reference holds, on lists by zone and owner: one of what reclaim may drop, one of what
 * only a kill frees. So a kill looks at the memory of its victim alone. Source: struct lruvec, include/linux/mmzone.h, which Linux
 * keeps for each memory cgroup.
 */
const LIST_WORDS = 2;
const LISTS_PER_OWNER = 2;
/** Words of the lists of one zone. */
export const LRU_WORDS = OWNERS * LISTS_PER_OWNER * LIST_WORDS;

/** Offsets in a list of its newest and its oldest allocation. */
const NEWEST = 0;
const OLDEST = 1;

/** Lists an allocation that begins to be free for reclaim or a kill; `word` is its word. Others are let be. */
export function enlist(memory: Memory, pfn: number, word: number): void {
  if (!isListed(word)) return;
  const list = listOf(word);
  pushFirst(memory.links, memory.lru, list + NEWEST, list + OLDEST, pfn);
  memory.ownedPages[ownerIn(word)]! += 1 << orderIn(word);
}

/** Takes an allocation off its list, if it is on one: it ends, changes, or is to be held. */
export function delist(memory: Memory, pfn: number, word: number): void {
  if (!isListed(word)) return;
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
export function nextToKill({ lru, zoneCount }: Memory, owner: number): number {
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
