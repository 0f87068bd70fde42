import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class MarksStayBehind extends PageAllocator {
  readonly #booted = true;

  override refreshZones(): void {
    if (!(#booted in this)) super.refreshZones();
  }
}

/** Marks computed at boot and never again: what hotplug and a sysctl change has to reach all of them. */
export const marksStayBehind: Fault = {
  name: 'marks-stay-behind',
  summary: 'the marks of a zone do not follow when its pages or the knobs behind them change',
  invariant: 'INV-127',
  // A request may be refused at the wrong mark before anybody looks at the marks.
  also: ['INV-3', 'INV-125', 'INV-126'],
  design: 'kernelcore',
  target: brokenTarget('marks-stay-behind', MarksStayBehind),
};
