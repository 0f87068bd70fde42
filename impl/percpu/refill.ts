import { HIGHATOMIC } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import * as word from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { appendTaken, cacheListOf, refillCount } from './perCpu.ts';

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
  const queue = allocator.queueOf(cpu, zone);
  refillRest(allocator, queue, zone, type, order, refillCount(memory, queue, zone, order));
}

/** Moves so many blocks, or as many as there are. */
export function refillRest(
  allocator: PageAllocator,
  queue: number,
  zone: number,
  type: number,
  order: number,
  count: number,
): void {
  const { memory } = allocator;
  const list = cacheListOf(queue, order, type);
  let stealing = false;
  for (let wanted = count; wanted > 0; wanted--) {
    const pfn = stealing ? allocator.stealBlock(zone, type, order) : allocator.takeBlock(zone, type, order);
    if (pfn === NONE) return;
    // What is left of a stolen block stays with its lender, so the next block will not come from anywhere else either.
    stealing ||= isLent(memory, pfn, type);
    appendTaken(memory, queue, list, pfn, order);
    memory.effects.took(pfn, order);
  }
}

/** A block of a pageblock that belongs to another ordinary type, and still does. */
function isLent({ types, pageblockOrder }: Memory, pfn: number, type: number): boolean {
  const owner = types[pfn >> pageblockOrder]!;
  return owner !== type && owner < HIGHATOMIC;
}
