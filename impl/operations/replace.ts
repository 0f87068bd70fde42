import { BUSY, DONE, NOT_ONLINE } from '../../spec/index.ts';
import { BLOCK_ONLINE, type Memory } from '../memory/memory.ts';
import { headOf, isPinned, isUsed, NONE, orderIn, POISONED } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { refuse } from './offline.ts';
import { clearMark } from './unpoison.ts';

/** Exchanges the memory behind a block. Source: Ingo Molnar, November 2005, on hot-replace. */
export function replaceBlock(allocator: PageAllocator, block: number): number {
  const { memory } = allocator;
  if (memory.blocks[block] !== BLOCK_ONLINE) return NOT_ONLINE;
  const written = allocator.writtenIn(block);
  if (written !== NONE) return refuse(memory, written, BUSY);
  const end = endOf(memory, block);
  for (let pfn = block * memory.blockPages; pfn < end; pfn++)
    if (memory.pages[pfn]! & POISONED) clearMark(allocator, pfn);
  return DONE;
}

/** First page of the block that something beside its owner knows by its address, or {@link NONE}. */
export function writtenIn(memory: Memory, block: number): number {
  const end = endOf(memory, block);
  for (let pfn = block * memory.blockPages; pfn < end; ) {
    const head = headOf(memory.pages, pfn, memory.maxOrder);
    if (head === NONE) {
      pfn++;
      continue;
    }
    const word = memory.pages[head]!;
    if (isUsed(word) && isPinned(word)) return pfn;
    pfn = head + (1 << orderIn(word));
  }
  return NONE;
}

const endOf = ({ blockPages, frameCount }: Memory, block: number): number =>
  Math.min((block + 1) * blockPages, frameCount);
