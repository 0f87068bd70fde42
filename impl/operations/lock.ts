import { DONE, INVALID } from '../../spec/index.ts';
import { relist } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import { claimIn, isOrphan, LOCKED } from '../memory/pageWord.ts';
import { holds, USER_CLAIMS } from '../requests/claims.ts';
import { isAllocation } from './hold.ts';

/** Locks an allocation of user space into memory: reclaim sees it no more. Source: mlock_folio, mm/mlock.c. */
export function lockAllocation(memory: Memory, pfn: number, order: number): number {
  if (!isLockable(memory, pfn, order)) return INVALID;
  const word = memory.pages[pfn]!;
  relist(memory, pfn, word | LOCKED);
  return DONE;
}

/** Takes the lock away: unless somebody holds the allocation, reclaim may drop it again. Source: munlock_folio. */
export function unlockAllocation(memory: Memory, pfn: number, order: number): number {
  if (!isLockable(memory, pfn, order)) return INVALID;
  const word = memory.pages[pfn]!;
  relist(memory, pfn, word & ~LOCKED);
  return DONE;
}

function isLockable(memory: Memory, pfn: number, order: number): boolean {
  if (!isAllocation(memory, pfn, order)) return false;
  const word = memory.pages[pfn]!;
  return holds(USER_CLAIMS, claimIn(word)) && !isOrphan(word);
}
