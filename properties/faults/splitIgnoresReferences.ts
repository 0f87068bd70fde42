import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class SplitIgnoresReferences extends PageAllocator {
  override isHeldTogether(): boolean {
    return false;
  }
}

/** The count of references left unlooked at: whoever held the whole holds one half, and the other goes its own way. */
export const splitIgnoresReferences: Fault = {
  name: 'split-ignores-references',
  summary: 'a block that somebody holds by a pin or an extra reference is split all the same',
  invariant: 'INV-174',
  design: 'kernelcore',
  target: brokenTarget('split-ignores-references', SplitIgnoresReferences),
};
