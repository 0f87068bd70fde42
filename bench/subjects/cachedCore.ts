import { createBuddyCore } from '../../impl/core/buddyCore.ts';
import type { Subject } from './subject.ts';

const MOST = 512;
const BATCH = 64;

/** The core with a stack of free pages before it, as a CPU has in the complete allocator. */
export function cachedCore(pages: number, maxOrder: number): Subject {
  const core = createBuddyCore(pages, maxOrder);
  const stack = new Int32Array(MOST);
  let count = 0;

  const refill = (): void => {
    while (count < BATCH) {
      const pfn = core.allocate(0);
      if (pfn < 0) break;
      stack[count++] = pfn;
    }
    stack.subarray(0, count).reverse();
  };

  const drain = (): void => {
    for (let place = 0; place < BATCH; place++) core.free(stack[place]!, 0);
    stack.copyWithin(0, BATCH, count);
    count -= BATCH;
  };

  return {
    allocate: (order) => {
      if (order !== 0) return core.allocate(order);
      if (count === 0) refill();
      return count === 0 ? -1 : stack[--count]!;
    },
    free: (pfn, order) => {
      if (order !== 0) return core.free(pfn, order);
      if (count === MOST) drain();
      stack[count++] = pfn;
    },
  };
}
