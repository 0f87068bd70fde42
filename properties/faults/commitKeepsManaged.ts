import { NONE, zoneIn } from '../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { MANAGED_PAGES } from '../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../impl/zones/zones.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from './fault.ts';

class CommitKeepsManaged extends PageAllocator {
  override commit(): number {
    const { memory } = this;
    const block = memory.task[0]!;
    const zone = block === NONE ? NONE : zoneIn(memory.pages[block * memory.blockPages]!);
    const answer = super.commit();
    if (answer === DONE) memory.zones[fieldOf(zone, MANAGED_PAGES)]! += memory.blockPages;
    return answer;
  }
}

/** A block that leaves in steps is still counted by its zone, whose marks are then too high for the memory that is left. */
export const commitKeepsManaged: Fault = {
  name: 'commit-keeps-managed',
  summary: 'a block taken out of service in steps stays in the managed count of its zone',
  invariant: 'INV-113',
  design: 'kernelcore',
  target: brokenTarget('commit-keeps-managed', CommitKeepsManaged),
};
