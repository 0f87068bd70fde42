import { zoneIn } from '../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { putCached, queueOf } from '../../impl/percpu/perCpu.ts';
import { brokenTarget, type Fault } from './fault.ts';

class HoardsPages extends PageAllocator {
  override keep(pfn: number, order: number, cpu: number): void {
    const { memory } = this;
    const zone = zoneIn(memory.pages[pfn]!); // A block that is freed has a record.
    putCached(memory, queueOf(memory, cpu, zone), pfn, order);
    memory.effects.cached(pfn, order);
  }
}

/** The bound of the private lists left out: each CPU may sit on a whole zone while others find nothing. */
export const hoardsPages: Fault = {
  name: 'hoards-pages',
  summary: 'a CPU keeps everything it frees on its private lists, however much that is',
  invariant: 'INV-118',
  design: 'kernelcore',
  target: brokenTarget('hoards-pages', HoardsPages),
};
