import * as word from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { appendTaken, cacheListOf, queueOf, refillCount } from './perCpu.ts';

const { NONE } = word;

/** Moves a batch of blocks from the buddy lists to an empty private list. Source: rmqueue_bulk, mm/page_alloc.c. */
export function refill(
  allocator: PageAllocator,
  cpu: number,
  zone: number,
  type: number,
  order: number,
): void {
  const { memory } = allocator;
  const queue = queueOf(memory, cpu, zone);
  const list = cacheListOf(queue, order, type);
  for (let wanted = refillCount(memory, zone, order); wanted > 0; wanted--) {
    const pfn = allocator.takeBlock(zone, type, order);
    if (pfn === NONE) return;
    appendTaken(memory, queue, list, pfn, order);
    memory.effects.took(pfn, order);
  }
}
