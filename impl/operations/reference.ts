import { DONE, INVALID } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import {
  isOrphan,
  isPinned,
  LENT,
  LOCKED,
  nextOf,
  ORPHAN,
  previousOf,
  REFERENCE,
  referencesIn,
  shortPinsIn,
} from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holdInPlace, letGo } from './held.ts';
import { isAllocation } from './hold.ts';

/** References that fit the upper half of the link. */
const MOST_REFERENCES = 0x7fff;

/** Takes an extra reference on an allocation that its owner has. Source: get_page, include/linux/mm.h. */
export function getReference(memory: Memory, pfn: number, order: number): number {
  if (!isAllocation(memory, pfn, order)) return INVALID;
  const { pages, links } = memory;
  const word = pages[pfn]!;
  if (isOrphan(word) || word & LENT) return INVALID;
  if (!isPinned(word)) holdInPlace(memory, pfn, word);
  if (referencesIn(links[nextOf(pfn)]!) === MOST_REFERENCES) return INVALID;
  links[nextOf(pfn)]! += REFERENCE;
  return DONE;
}

/** Gives a reference back; the last one of an orphan frees it. Source: __folio_put, mm/swap.c. */
export function putReference(allocator: PageAllocator, pfn: number, order: number, cpu: number): number {
  const { memory } = allocator;
  if (!isAllocation(memory, pfn, order) || cpu >>> 0 >= memory.cpuCount) return INVALID;
  const { pages, links } = memory;
  const word = pages[pfn]!;
  if (!isPinned(word) || referencesIn(links[nextOf(pfn)]!) === 0) return INVALID;
  links[nextOf(pfn)]! -= REFERENCE;
  if (!isOrphan(word)) letGo(memory, pfn, word);
  else if (links[nextOf(pfn)] === 0) allocator.giveBack(pfn, order, cpu);
  return DONE;
}

/** The owner frees what is held: a reference keeps it until it is put, a pin is the owner's own mistake. */
export function dropOwner(memory: Memory, pfn: number): number {
  const { pages, links } = memory;
  const word = pages[pfn]!;
  if (word & LENT || isOrphan(word) || shortPinsIn(links[nextOf(pfn)]!) > 0 || links[previousOf(pfn)]! > 0)
    return INVALID;
  pages[pfn] = (word | ORPHAN) & ~LOCKED;
  return DONE;
}
