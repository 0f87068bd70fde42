import { countFree, listOf, pushFree } from '../../../impl/buddy/freeLists.ts';
import { NONE, USE_BITS, zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { takeColdest } from '../../../impl/percpu/perCpu.ts';
import { LISTS_PER_QUEUE } from '../../../impl/percpu/queueRecord.ts';
import { MANAGED_PAGES } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../../impl/zones/zones.ts';
import { DONE } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

/** The lists that stand in for those of a zone without memory: here those of a zone that has none either. */
const STAND_IN = 0;

class SharesBootLists extends PageAllocator {
  /** By zone: 1 once it got its first memory while the machine ran. */
  readonly #isNew = new Uint8Array(this.memory.zoneCount);

  override online(block: number, to: number): number {
    const { zones, zoneCount } = this.memory;
    const had = Array.from({ length: zoneCount }, (_, zone) => zones[fieldOf(zone, MANAGED_PAGES)]! > 0);
    const answer = super.online(block, to);
    for (let zone = 0; zone < zoneCount && answer === DONE; zone++)
      if (!had[zone] && zones[fieldOf(zone, MANAGED_PAGES)]! > 0) this.#isNew[zone] = 1;
    return answer;
  }

  override queueOf(cpu: number, zone: number): number {
    return super.queueOf(cpu, this.#isNew[zone] ? STAND_IN : zone);
  }

  /** What is on the lists of a zone goes to that zone: on shared ones, to the first that has them. */
  override drainCpu(cpu: number): void {
    const home = this.#isNew.indexOf(1);
    const queue = this.queueOf(cpu, STAND_IN);
    for (let place = 0; place < LISTS_PER_QUEUE && home !== NONE; place++) {
      for (let pfn = this.#next(queue, place); pfn !== NONE; pfn = this.#next(queue, place))
        this.#putBack(pfn, place >> 2, home);
    }
    super.drainCpu(cpu);
  }

  #next(queue: number, place: number): number {
    return takeColdest(this.memory, queue, queue + place, place >> 2);
  }

  #putBack(pfn: number, order: number, home: number): void {
    const { memory } = this;
    const { pages, types, pageblockOrder } = memory;
    memory.effects.putBack(pfn, order);
    if (zoneIn(pages[pfn]!) === home) return this.putFree(pfn, order); // What is on a list has a record.
    const type = types[pfn >> pageblockOrder]!;
    pages[pfn]! &= ~USE_BITS;
    countFree(memory, home, type, 1 << order);
    pushFree(memory, pfn, listOf(home, type, order));
  }

  override ownState(): ArrayLike<number> {
    return this.#isNew;
  }

  override reset(): void {
    super.reset();
    this.#isNew.fill(0);
  }
}

/** A zone made visible before the stand-in for its private lists is exchanged; two such zones share one. */
export const sharesBootLists: Fault = {
  name: 'shares-boot-lists',
  summary:
    'zones that get their first memory while the machine runs share the private lists of boot, and pages change zones on them',
  bug: {
    id: 'B64',
    area: 'concurrency',
    system: 'Linux, about 2.6.35',
    story:
      'A zone without memory has private lists that all such zones share. When memory came online in one, another CPU could rebuild the lists of zones and so make it known to all before it had been given private lists of its own; with two zones at that point, pages of one were drained into the other.',
    source:
      'Linux 4eaf3f64397c3db3c5785eee508270d62a9fabd9, "mem-hotplug: fix potential race while building zonelist for new populated zone"',
  },
  invariant: 'INV-111',
  // A page that is still on the shared list serves a request for the other zone, such as one of ZONE_MOVABLE a file system, or one that
  // its own zone has to refuse.
  also: ['INV-122', 'INV-125', 'INV-150'],
  design: 'kernelcore',
  // Two zones must get their first memory.
  layouts: ['tiny-offline'],
  target: brokenTarget('shares-boot-lists', SharesBootLists),
};
