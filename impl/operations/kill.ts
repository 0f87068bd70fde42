import { OWNERS } from '../../spec/index.ts';
import { makeLists, nextToKill } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import { NONE } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { orderAt } from './hold.ts';
import { releaseStraight } from './release.ts';

/**
 * Kills the process that holds the most memory which is free then, and frees it.
 * Source: select_bad_process, mm/oom_kill.c; __oom_reap_task_mm.
 *
 * @returns whether there was one
 */
export function killOne(allocator: PageAllocator): boolean {
  const { memory } = allocator;
  const victim = allocator.chooseVictim();
  if (victim === 0) return false;
  memory.effects.killed(victim);
  for (let pfn = nextToKill(memory, victim); pfn !== NONE; pfn = nextToKill(memory, victim)) {
    memory.effects.reclaimed(pfn);
    releaseStraight(allocator, pfn, orderAt(memory, pfn));
  }
  return true;
}

/** The owner that holds the most such pages, or 0. */
export function chooseVictim(memory: Memory): number {
  makeLists(memory);
  const { ownedPages } = memory;
  let victim = 0;
  let most = 0;
  for (let owner = 1; owner < OWNERS; owner++) {
    if (ownedPages[owner]! <= most) continue;
    most = ownedPages[owner]!;
    victim = owner;
  }
  return victim;
}
