import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ClaimsWithoutBoost extends PageAllocator {
  override boost(_zone: number): void {}
}

/** Fragmentation without a reaction: kswapd never learns that pageblocks are being mixed. */
export const claimsWithoutBoost: Fault = {
  name: 'claims-without-boost',
  summary: 'a part of a pageblock is claimed, and the marks of its zone stay where they are',
  invariant: 'INV-132',
  design: 'kernelcore',
  target: brokenTarget('claims-without-boost', ClaimsWithoutBoost),
};
