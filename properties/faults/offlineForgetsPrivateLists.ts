import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class OfflineForgetsPrivateLists extends PageAllocator {
  override drainBeforeIsolating(): void {}
}

/** The drain before isolation left out: pages on per-CPU lists survive their memory block. */
export const offlineForgetsPrivateLists: Fault = {
  name: 'offline-forgets-private-lists',
  summary: 'a memory block goes offline while per-CPU lists still hold its pages, and hand them out',
  invariant: 'INV-185',
  // A page of the block may move onto one that its private list still holds.
  also: 'INV-134',
  design: 'kernelcore',
  target: brokenTarget('offline-forgets-private-lists', OfflineForgetsPrivateLists),
};
