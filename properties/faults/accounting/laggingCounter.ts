import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { FREE_PAGES, LOW } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../../impl/zones/zones.ts';
import { brokenTarget, type Fault } from '../fault.ts';

/** Pages that the counters of all CPUs together may be behind. */
const THRESHOLD = 4;

class LaggingCounter extends PageAllocator {
  /** By zone: the counter that everybody reads. */
  readonly #visible: number[] = [];

  override mayGive(zone: number, order: number, code: number, level: number): boolean {
    const { zones } = this.memory;
    const exact = zones[fieldOf(zone, FREE_PAGES)]!; // A field of a record.
    const lag = (this.#visible[zone] ?? exact) - exact;
    if (lag <= 0 || lag >= THRESHOLD) this.#visible[zone] = exact;
    // At the low mark the lag only leads to another zone.
    if (level !== LOW) zones[fieldOf(zone, FREE_PAGES)] = this.#visible[zone]!;
    const may = super.mayGive(zone, order, code, level);
    zones[fieldOf(zone, FREE_PAGES)] = exact;
    return may;
  }

  override ownState(): ArrayLike<number> {
    return Array.from({ length: this.memory.zoneCount }, (_, zone) => this.#visible[zone] ?? -1);
  }

  override reset(): void {
    this.#visible.length = 0;
    super.reset();
  }
}

/** Exact where it does not matter, and a few pages off where the mark is a few pages. */
export const laggingCounter: Fault = {
  name: 'lagging-counter',
  summary: 'marks are compared with a count of free pages that is up to three pages old',
  bug: {
    id: 'B27',
    area: 'accounting',
    system: 'Linux 2.6.36; aa45484 (short id as a follow-up has it)',
    story:
      'Large machines locked up with no page free, while the counter said that the min mark was kept. Each CPU keeps its part of ' +
      'the count to itself until it is worth passing on, so with many CPUs the sum that everybody reads was off by more than the mark. ' +
      'Since then the exact count decides where a zone is low.',
    source:
      'commit "calculate a better estimate of NR_FREE_PAGES when memory is low"; Mel Gorman, 23 August 2010, patch 2 of 3',
  },
  invariant: 'INV-128',
  design: 'kernelcore',
  target: brokenTarget('lagging-counter', LaggingCounter),
};
