import { BootMemblock } from '../../../impl/boot/bootMemblock.ts';
import type { Design } from '../../../spec/designs/design.ts';
import type { Layout } from '../../../spec/layout/layout.ts';
import type { Effects } from '../../../spec/operations/effects.ts';
import { bootTarget } from '../bootTarget.ts';
import type { Fault } from '../fault.ts';

class EndWrapsRound extends BootMemblock {
  /** Pfns have as many bits as the last one of the machine needs, and its end has one more. */
  readonly #pfns: number;

  constructor(layout: Layout, design: Design, effects: Effects) {
    super(layout, design, effects);
    this.#pfns = 2 ** Math.ceil(Math.log2(layout.ranges.at(-1)!.end)); // A layout has memory.
  }

  override take(start: number, end: number, step: number, exact: boolean): void {
    const wrapped = end % this.#pfns;
    // A range that ends before it starts overlaps nothing.
    if (wrapped > start) super.take(start, wrapped, step, exact);
  }
}

/** The one range whose end is no address any more. */
export const endWrapsRound: Fault = {
  name: 'end-wraps-round',
  summary: 'a range of boot that ends with the last address of the machine is not marked as taken',
  bug: {
    id: 'B35',
    area: 'boot',
    system: 'U-Boot LMB, 2019; d67f33cf4ee72fd9bc64d68cb51a77798b65cf3a',
    story:
      'Reservations at the end of memory were ignored, or refused. Ranges were compared by their start and start plus size, and for the ' +
      'last range below 4 GiB that sum is zero, so it seemed to overlap nothing.',
    source: 'commit "lib: lmb: fix allocation at end of address range"',
  },
  invariant: 'INV-102',
  design: 'none',
  target: bootTarget('end-wraps-round', EndWrapsRound),
};
