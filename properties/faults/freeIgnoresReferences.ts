import { PageAllocator } from '../../impl/pageAllocator.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from './fault.ts';

class FreeIgnoresReferences extends PageAllocator {
  override dropOwner(pfn: number, order: number, cpu: number): number {
    this.giveBack(pfn, order, cpu);
    return DONE;
  }
}

/** Free by the owner's will and not by the last reference: a reader without a lock goes on in memory of somebody else. */
export const freeIgnoresReferences: Fault = {
  name: 'free-ignores-references',
  summary: 'a block that somebody still references is put on a free list when its owner frees it',
  invariant: 'INV-107',
  design: 'kernelcore',
  target: brokenTarget('free-ignores-references', FreeIgnoresReferences),
};
