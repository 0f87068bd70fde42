import { zoneIn } from '../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { FREE_PAGES } from '../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../impl/zones/zones.ts';
import { bootIgnoresMirror } from '../faults/bootIgnoresMirror.ts';
import { type Demonstration, ofRun, ofTarget } from './demonstration.ts';

class Mumbles extends PageAllocator {
  override allocate(): number {
    return Number.NaN;
  }
}

class LosesAPageOfEachLargeBlock extends PageAllocator {
  override free(pfn: number, order: number, cpu: number): number {
    const { maxOrder, pages, zones } = this.memory;
    const zone = zoneIn(pages[pfn]!); // The caller holds it.
    const answer = super.free(pfn, order, cpu);
    if (order === maxOrder) zones[fieldOf(zone, FREE_PAGES)]!--;
    return answer;
  }
}

class LosesAPageOnline extends PageAllocator {
  override online(block: number, to: number): number {
    const answer = super.online(block, to);
    const { pages, zones, map } = this.memory;
    const zone = zoneIn(pages[block * map.layout.geometry.memoryBlockPages]!); // It is online now.
    zones[fieldOf(zone, FREE_PAGES)]!--;
    return answer;
  }
}

/** What only a whole run with its end questions shows. */
export const runDemonstrations: readonly Demonstration[] = [
  ofTarget('INV-158', 'boot passes the mirror over', bootIgnoresMirror.target, [
    { kind: 'reserveRange', pages: 1, align: 0, node: 0, exact: 'preferred' },
  ]),
  ofRun('INV-0', 'an allocator answers what is no number', Mumbles, [
    { kind: 'allocate', order: 0, class: 'kernel', node: 0, cpu: 0 },
  ]),
  ofRun('INV-115', 'each large block that comes back is a page short', LosesAPageOfEachLargeBlock),
  ofRun('INV-182', 'a memory block comes back a page short', LosesAPageOnline),
];
