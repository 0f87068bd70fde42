import type { Memory } from '../../../impl/memory/memory.ts';
import { FREE, NONE, nextOf, previousOf, ZONE_SHIFT } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import type { FrameRun } from '../../../spec/layout/memoryMap.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class MergesIntoUninitialised extends PageAllocator {
  override putFreeRange(start: number, end: number): void {
    const { pages, map } = this.memory;
    const below = map.runs.find((run) => run.end === start && run.state === 'fixed');
    if (!below) return super.putFreeRange(start, end);
    const words = pages.slice(below.start, below.end);
    fillWithGarbage(this.memory, below);
    super.putFreeRange(start, end);
    pages.set(words, below.start);
  }
}

/** What the kernel before a kexec wrote there: all of it was free, in blocks as large as they come. */
function fillWithGarbage({ pages, links }: Memory, { start, end, zone }: FrameRun): void {
  for (let pfn = start; pfn < end; ) {
    const order = Math.min(31 - Math.clz32(pfn === 0 ? end : pfn & -pfn), 31 - Math.clz32(end - pfn));
    pages[pfn] = (zone << ZONE_SHIFT) | FREE | order;
    links[nextOf(pfn)] = NONE;
    links[previousOf(pfn)] = NONE;
    pfn += 1 << order;
  }
}

/** The first pages are free before the words of the pages beside them say anything. */
export const mergesIntoUninitialised: Fault = {
  name: 'merges-into-uninitialised',
  summary:
    'boot frees pages beside a reserved range whose metadata is not set up yet, and merges with what it says',
  bug: {
    id: 'B39',
    area: 'boot',
    system: 'Linux 6.2-rc; ended by the revert 647037adcad00f2bab8828d3d41cd0553d41f3bd',
    story:
      'Kernels crashed at boot, taking an entry off a list. Pages that were given back late were freed although the metadata around them was set up ' +
      'only later. Freeing a page reads what its buddy says of itself, and garbage may say that it is free and of the same order.',
    source: 'mail to stable that quotes the revert and the crash',
  },
  invariant: 'INV-107',
  design: 'kernelcore',
  target: brokenTarget('merges-into-uninitialised', MergesIntoUninitialised),
};
