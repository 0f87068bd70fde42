import { PageAllocator } from '../../impl/pageAllocator.ts';
import { machine } from '../../model/testing/machines.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { allocate, type Trap, trap } from './trap.ts';

class DropsNothing extends PageAllocator {
  override dropFor(): number {
    return 0;
  }
}

class DropsUnreported extends PageAllocator {
  override placeInRounds(...request: Parameters<PageAllocator['placeInRounds']>): number {
    this.reclaimZone(ALL, 1);
    return super.place(...request);
  }
}

class KillsNobody extends PageAllocator {
  override killOne(): boolean {
    return false;
  }
}

class KillsTwo extends PageAllocator {
  override killOne(): boolean {
    if (!super.killOne()) return false;
    const { pages, effects } = this.memory;
    // Frame 33 is owner 2's in the scenario below.
    if (pages[33] !== 0) {
      effects.reclaimed(33);
      this.putFree(33, 0);
    }
    return true;
  }
}

class SkipsRounds extends PageAllocator {
  override roundsFor(): number {
    return 0;
  }
}

/** ZONE_NORMAL, the only zone of the machine. */
const ALL = 2;
const ONE_ZONE = { layout: machine('U0-32'), design: 'none' } as const;

const retries = (number: number): Operation => ({ kind: 'setRetries', retries: number });
const ofOwner = (owner: number): Operation => ({
  kind: 'allocate',
  order: 0,
  class: 'user',
  owner,
  node: 0,
  cpu: 0,
});

/** One zone, all of it user memory that can be dropped. */
const droppable: readonly Operation[] = [
  allocate('user', 4),
  allocate('user', 4),
  retries(1),
  allocate('kernel'),
];

/** All of ZONE_NORMAL is the kernel's; two processes hold a page each of ZONE_MOVABLE, at 32 and 33. */
const twoProcesses: readonly Operation[] = [
  ofOwner(1),
  ofOwner(2),
  allocate('kernel', 4),
  allocate('kernel', 4),
  retries(1),
  allocate('kernel'),
];

/** Excuses of a request that goes on, or does not. */
export const roundTraps: readonly Trap[] = [
  trap('it reclaimed, and there was nothing to drop', 'INV-3', DropsNothing, droppable, ONE_ZONE),
  trap('a round is no business of the caller', 'INV-4', DropsUnreported, droppable, ONE_ZONE),
  trap('it asked once, and memory was tight', 'INV-200', SkipsRounds, droppable, ONE_ZONE),
  trap('it looked for a process to kill', 'INV-3', KillsNobody, twoProcesses),
  trap('a process was killed, so memory may be gone', 'INV-4', KillsTwo, twoProcesses),
];
