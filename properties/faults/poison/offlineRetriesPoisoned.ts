import { headOf, NONE, POISONED } from '../../../impl/memory/pageWord.ts';
import { refuse } from '../../../impl/operations/offline.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { BUSY, INTERRUPTED } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

/** Only a signal ends the loop. It comes after so many rounds, that there is an answer to judge. */
const UNTIL_KILLED = 8;

class OfflineRetriesPoisoned extends PageAllocator {
  override step(): number {
    const poisoned = this.#poisonedIn(this.memory.task[0]!); // One entry.
    return poisoned === NONE ? super.step() : refuse(this.memory, poisoned, BUSY);
  }

  override evacuate(block: number): number {
    const poisoned = this.#poisonedIn(block);
    if (poisoned === NONE) return super.evacuate(block);
    for (let round = 0; round < UNTIL_KILLED; round++) this.memory.effects.retried(poisoned);
    return INTERRUPTED;
  }

  /** A page of the block that left circulation for an error, or NONE. */
  #poisonedIn(block: number): number {
    const { pages, blockPages, maxOrder } = this.memory;
    for (let pfn = block * blockPages; block !== NONE && pfn < (block + 1) * blockPages; pfn++)
      if (pages[pfn]! & POISONED && headOf(pages, pfn, maxOrder) === NONE) return pfn;
    return NONE;
  }
}

/** The scan does not pass over bad pages: one is found, cannot move, is put back, and is found again. */
export const offlineRetriesPoisoned: Fault = {
  name: 'offline-retries-poisoned',
  summary: 'a memory block never goes offline, since a bad page in it is tried to be moved again and again',
  bug: {
    id: 'B44',
    area: 'poison',
    system: 'Linux, before 5.0',
    story:
      'Taking memory offline never ended if a page in it had been struck by an error. The handler of errors leaves a reference on such a page, so every attempt to move it failed; it went back on its list, and the next round found it there. To move it would have been wrong anyway, for its content is lost.',
    source: 'Linux b15c87263a69, "hwpoison, memory_hotplug: allow hwpoisoned pages to be offlined"',
  },
  invariant: 'INV-187',
  // A step is refused for a page that nobody uses, which is no reason.
  also: 'INV-3',
  design: 'kernelcore',
  target: brokenTarget('offline-retries-poisoned', OfflineRetriesPoisoned),
};
