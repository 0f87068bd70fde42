import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class NeverDefers extends PageAllocator {
  override isDeferred(): boolean {
    return false;
  }
}

/** Compaction that starts over for ever. */
export const neverDefers: Fault = {
  name: 'never-defers',
  summary: 'compaction is not put off, however often it found nothing',
  invariant: 'INV-177',
  design: 'kernelcore',
  target: brokenTarget('never-defers', NeverDefers),
};
