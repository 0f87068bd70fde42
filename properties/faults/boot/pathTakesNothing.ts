import { BootMemblock } from '../../../impl/boot/bootMemblock.ts';
import { bootTarget } from '../bootTarget.ts';
import type { Fault } from '../fault.ts';

class PathTakesNothing extends BootMemblock {
  override take(start: number, end: number, step: number, exact: boolean): void {
    if (!exact) super.take(start, end, step, exact);
  }
}

/** Two ways lead to memory, and only one of them notes that it is gone. */
export const pathTakesNothing: Fault = {
  name: 'path-takes-nothing',
  summary: 'a range of boot that must lie on its node is handed out and not marked as taken',
  bug: {
    id: 'B37',
    area: 'boot',
    system: 'seL4 for x86, 2015; ff2d59182e466c886ee72fe4f51cadf763a6ddfb',
    story:
      'The same memory could be made into two objects. Memory is carved from ranges that remember how far they are used, and the path ' +
      'that made one special kind of object, an ASID pool, took its page and left that mark where it was.',
    source: 'commit "When creating an ASID pool mark the untyped object as used"',
  },
  invariant: 'INV-102',
  design: 'kernelcore',
  target: bootTarget('path-takes-nothing', PathTakesNothing),
};
