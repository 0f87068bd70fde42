import { BootMemblock, type FreeRange } from '../../../impl/boot/bootMemblock.ts';
import { bootTarget } from '../bootTarget.ts';
import type { Fault } from '../fault.ts';

class StopsAtOtherKind extends BootMemblock {
  override partnersOf(neighbours: readonly FreeRange[], region: number): readonly FreeRange[] {
    const stop = neighbours.findIndex((range) => range.region !== region);
    return super.partnersOf(stop < 0 ? neighbours : neighbours.slice(0, stop), region);
  }
}

/** The one before is of another kind, and the one behind is never looked at. */
export const stopsAtOtherKind: Fault = {
  name: 'stops-at-other-kind',
  summary:
    'a range of boot that is given back beside memory of another kind does not join that of its own kind behind it',
  bug: {
    id: 'B32',
    area: 'mirror',
    system: 'U-Boot LMB, 2025; 6e4df5886d27cff043561c8087f373e26cfe9f34',
    story:
      'The table of regions filled with fragments, until later reservations failed. A new range was compared with the regions in turn, to become one ' +
      'with its neighbour; where the first neighbour had other attributes the search ended, and the neighbour on the other side, with the ' +
      'same ones, was never met.',
    source: 'commit "lmb: check for a region\'s coalescing with all existing regions"',
  },
  invariant: 'INV-3',
  // A range that is in two pieces may as well send a request to other memory than is due.
  also: ['INV-125', 'INV-158'],
  design: 'none',
  target: bootTarget('stops-at-other-kind', StopsAtOtherKind),
};
