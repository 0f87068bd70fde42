import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

const NONE = -1;

class IsolatesTwice extends PageAllocator {
  override obstacleToIsolation(pageblock: number): number {
    return this.memory.callerIsolated[pageblock] === 1 ? NONE : super.obstacleToIsolation(pageblock);
  }
}

/** Two callers isolate one pageblock, and the first to finish puts it into service under the other. */
export const isolatesTwice: Fault = {
  name: 'isolates-twice',
  summary: 'a pageblock that one caller isolated is given to a second one as well',
  invariant: 'INV-137',
  design: 'kernelcore',
  target: brokenTarget('isolates-twice', IsolatesTwice),
};
