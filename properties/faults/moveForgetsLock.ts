import { LOCKED } from '../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class MoveForgetsLock extends PageAllocator {
  override carryOver(to: number, word: number): void {
    super.carryOver(to, word & ~LOCKED);
  }
}

/** The flags of a page left behind when its content moves: what was locked into memory is dropped under pressure. */
export const moveForgetsLock: Fault = {
  name: 'move-forgets-lock',
  summary: 'an allocation that moves is no longer locked into memory',
  invariant: 'INV-171',
  // Two pages of which one has lost its lock do not become one; or the allocator will not try, as they look unlike to it.
  also: ['INV-174', 'INV-3'],
  design: 'kernelcore',
  target: brokenTarget('move-forgets-lock', MoveForgetsLock),
};
