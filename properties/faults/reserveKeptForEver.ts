import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ReserveKeptForEver extends PageAllocator {
  override unreserve(): boolean {
    return false;
  }
}

/** What was once set aside for interrupt handlers is lost to everybody else. */
export const reserveKeptForEver: Fault = {
  name: 'reserve-kept-for-ever',
  summary: 'a request fails while pageblocks reserved for high-order atomic requests have free pages',
  invariant: 'INV-133',
  layouts: ['tiny-atomic'],
  design: 'kernelcore',
  target: brokenTarget('reserve-kept-for-ever', ReserveKeptForEver),
};
