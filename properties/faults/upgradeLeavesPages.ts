import { NONE } from '../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class UpgradeLeavesPages extends PageAllocator {
  override moveIntoMirror(): number {
    return NONE;
  }
}

/** The right is noted, and the libraries that are mapped already stay where they are. */
export const upgradeLeavesPages: Fault = {
  name: 'upgrade-leaves-pages',
  summary: 'a process becomes mirrored, and what it maps outside the mirror stays there',
  invariant: 'INV-153',
  design: 'nonmirror',
  target: brokenTarget('upgrade-leaves-pages', UpgradeLeavesPages),
};
