import { unisolateBlock } from '../../impl/operations/offline.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class CancelNotTold extends PageAllocator {
  override rollBack(block: number): void {
    unisolateBlock(this, block);
  }
}

/** The way back without a word: a driver that heard GOING_OFFLINE keeps its hands off the memory for ever. */
export const cancelNotTold: Fault = {
  name: 'cancel-not-told',
  summary: 'an offlining that was announced is given up, and nobody hears of it',
  invariant: 'INV-184',
  design: 'kernelcore',
  target: brokenTarget('cancel-not-told', CancelNotTold),
};
