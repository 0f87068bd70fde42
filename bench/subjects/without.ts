import { PageAllocator } from '../../impl/index.ts';
import { NONE } from '../../impl/memory/pageWord.ts';
import { appendTaken, cacheListOf, queueOf } from '../../impl/percpu/perCpu.ts';

/** Every block goes to the buddy lists and comes from there: a private list is but a step on its way to who asked. */
export class WithoutCaches extends PageAllocator {
  override giveBack(pfn: number, order: number, _cpu: number): void {
    this.putFree(pfn, order);
  }

  override refill(cpu: number, zone: number, type: number, order: number): void {
    const pfn = this.takeBlock(zone, type, order);
    if (pfn === NONE) return;
    const queue = queueOf(this.memory, cpu, zone);
    appendTaken(this.memory, queue, cacheListOf(queue, order, type), pfn, order);
  }
}

/** The same as the allocator itself, but without its fast path, as every allocator with a mechanism of its own is. */
export class WithoutFastPath extends PageAllocator {
  override giveBack(pfn: number, order: number, cpu: number): void {
    super.giveBack(pfn, order, cpu);
  }
}
