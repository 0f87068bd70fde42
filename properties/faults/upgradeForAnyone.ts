import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class UpgradeForAnyone extends PageAllocator {
  override upgrade(owner: number): number {
    return super.upgrade(owner, 1);
  }
}

/** The check that madvise never needed, since advice costs nobody anything. */
export const upgradeForAnyone: Fault = {
  name: 'upgrade-for-anyone',
  summary: 'a process becomes mirrored without the privilege for it',
  invariant: 'INV-152',
  design: 'nonmirror',
  target: brokenTarget('upgrade-for-anyone', UpgradeForAnyone),
};
