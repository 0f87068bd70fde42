import { PageAllocator } from '../../impl/pageAllocator.ts';
import { ENDLESS } from '../../spec/requests/rounds.ts';
import { brokenTarget, type Fault } from './fault.ts';

class OneRoundTooMany extends PageAllocator {
  override roundsFor(gfp: number, order: number): number {
    const rounds = super.roundsFor(gfp, order);
    return rounds === 0 || rounds === ENDLESS ? rounds : rounds + 1;
  }
}

/** Retries counted as those behind the first round. */
export const oneRoundTooMany: Fault = {
  name: 'one-round-too-many',
  summary: 'a request makes one round more than the limit of retries allows',
  invariant: 'INV-201',
  // A request with __GFP_NORETRY has a rule of its own.
  also: 'INV-202',
  design: 'kernelcore',
  target: brokenTarget('one-round-too-many', OneRoundTooMany),
};
