import { reservedIn } from '../../../impl/buddy/highatomic.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { FREE_HIGHATOMIC_PAGES } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../../impl/zones/zones.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class SubtractsWholeReserve extends PageAllocator {
  override mayGive(zone: number, order: number, code: number, level: number): boolean {
    const { zones, pageblockOrder } = this.memory;
    const place = fieldOf(zone, FREE_HIGHATOMIC_PAGES);
    const free = zones[place]!; // A field of a record.
    zones[place] = reservedIn(this.memory, zone) << pageblockOrder;
    const may = super.mayGive(zone, order, code, level);
    zones[place] = free;
    return may;
  }
}

/** An estimate that is too high on purpose, to save a search, until all of the reserve is in use. */
export const subtractsWholeReserve: Fault = {
  name: 'subtracts-whole-reserve',
  summary: 'the watermark check subtracts the pages reserved for atomic requests that are in use',
  bug: {
    id: 'B25',
    area: 'accounting',
    system: 'Linux before 6.12; c928807f6f6b6d595a7e199591ae297c81de3aeb',
    story:
      'A process was killed for lack of memory with 1.4 GB free. The check of the marks takes off what is reserved for high-order ' +
      'atomic requests, all of it, since counting what of it is free was thought too dear; here 1 GB was reserved, and every page of ' +
      'it in use.',
    source:
      'commit "mm/page_alloc: keep track of free highatomic"; <CAOUHufbJs3GxZGsJQT6AHQzz2KAETVwWCaGjeybTTCH0K2Nu7Q@mail.gmail.com>',
  },
  invariant: 'INV-3',
  // Before it is refused, a request that may wait has private lists drained for nothing.
  also: 'INV-4',
  layouts: ['tiny-atomic'],
  design: 'kernelcore',
  target: brokenTarget('subtracts-whole-reserve', SubtractsWholeReserve),
};
