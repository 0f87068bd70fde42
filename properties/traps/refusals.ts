import { PageAllocator } from '../../impl/pageAllocator.ts';
import { machine } from '../../model/testing/machines.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { BUSY, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { allocate, quietTrap, type Trap, trap } from './trap.ts';

class RefusesWhenTight extends PageAllocator {
  #given = 0;
  override place(...request: Parameters<PageAllocator['place']>): number {
    return this.#given++ > 0 ? NO_MEMORY : super.place(...request);
  }
}

class RefusesLargeBlocks extends PageAllocator {
  override place(...request: Parameters<PageAllocator['place']>): number {
    return request[0] > 3 ? NO_MEMORY : super.place(...request);
  }
}

class RefusesEverything extends PageAllocator {
  override place(): number {
    return NO_MEMORY;
  }
}

class AlwaysBusy extends PageAllocator {
  override offline(block: number): number {
    this.memory.effects.culprit(block * this.memory.map.layout.geometry.memoryBlockPages);
    return BUSY;
  }
}

class TriesForEver extends PageAllocator {
  override reclaim(): number {
    for (;;) {
      this.memory.effects.took(0, 0);
      this.memory.effects.putBack(0, 0);
    }
  }
}

class TriesOnceMore extends PageAllocator {
  override setRetries(retries: number): number {
    return super.setRetries(retries + 1);
  }
}

/** Memory full of user pages that can be dropped, one of them pinned in the middle: no large block ever comes of it. */
const inVain: readonly Operation[] = [
  allocate('kernel'),
  ...Array.from({ length: 63 }, () => allocate('user')),
  ...Array.from(
    { length: 63 },
    (_, user): Operation => ({ kind: 'pin', of: user + 1, term: 'short' }),
  ).filter((_, user) => user % 8 === 0),
  { kind: 'setRetries', retries: 1 },
  allocate('kernel', 4),
];

/** Excuses for doing nothing. */
export const refusalTraps: readonly Trap[] = [
  trap('a failure is fine when memory is tight', 'INV-3', RefusesWhenTight, [
    allocate('kernel', 3),
    allocate('kernel'),
  ]),
  quietTrap('how much is free nobody knows, because of private lists', 'INV-3', RefusesLargeBlocks, [
    allocate('kernel'),
    { kind: 'free', of: 0, cpu: 0 },
    { kind: 'drain', cpu: -1 },
    allocate('kernel', 4),
  ]),
  trap('something was busy, or raced', 'INV-3', AlwaysBusy, [{ kind: 'offline', block: 2 }]),
  trap('an allocator that refuses breaks no rule of placement', 'INV-3', RefusesEverything, [
    allocate('user'),
  ]),
  trap('one round more does no harm', 'INV-201', TriesOnceMore, inVain, {
    layout: machine('U0-64'),
    design: 'none',
  }),
  trap('it is still trying', 'INV-0', TriesForEver, [
    allocate('user'),
    { kind: 'reclaim', pages: 1, node: 0, zone: 3 },
  ]),
];
