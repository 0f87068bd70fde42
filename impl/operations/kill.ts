import { OWNERS } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { claimIn, isPinned, isUsed, orderIn, ownerIn, recordOf } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holds, USER_CLAIMS } from '../requests/claims.ts';
import { releaseStraight } from './release.ts';

/**
 * Kills the process that holds the most memory which is free then, and frees it. Looks at all of memory, which is nothing beside
 * what a process loses. Source: select_bad_process, mm/oom_kill.c; __oom_reap_task_mm.
 *
 * @returns whether there was one
 */
export function killOne(allocator: PageAllocator): boolean {
  const { memory } = allocator;
  const victim = allocator.chooseVictim();
  if (victim === 0) return false;
  memory.effects.killed(victim);
  for (let pfn = 0; pfn < memory.frameCount; pfn++) {
    const word = memory.pages[recordOf(pfn)]!;
    if (ownerIn(word) !== victim || !isFreedByKill(word)) continue;
    memory.effects.reclaimed(pfn);
    releaseStraight(allocator, pfn, orderIn(word));
  }
  return true;
}

/** The owner that holds the most such pages, or 0. */
export function chooseVictim({ pages, frameCount }: Memory): number {
  const held = new Int32Array(OWNERS);
  for (let pfn = 0; pfn < frameCount; pfn++) {
    const word = pages[recordOf(pfn)]!;
    if (ownerIn(word) !== 0 && isFreedByKill(word)) held[ownerIn(word)]! += 1 << orderIn(word);
  }
  let victim = 0;
  for (let owner = 1; owner < OWNERS; owner++) if (held[owner]! > held[victim]!) victim = owner;
  return victim;
}

/** User memory that no pin holds. */
const isFreedByKill = (word: number): boolean =>
  isUsed(word) && !isPinned(word) && holds(USER_CLAIMS, claimIn(word));
