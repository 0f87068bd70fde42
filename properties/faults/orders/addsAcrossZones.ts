import { PageAllocator } from '../../../impl/pageAllocator.ts';
import type { FrameRun } from '../../../spec/layout/memoryMap.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class AddsAcrossZones extends PageAllocator {
  override zoneOfRun(place: number): number {
    const { runs } = this.memory.map;
    let first = place;
    // Right is to ask each run, and not the first of those that lie together.
    while (first > 0 && areOneRange(runs[first - 1]!, runs[first]!)) first--;
    return super.zoneOfRun(first);
  }
}

const areOneRange = (one: FrameRun, other: FrameRun): boolean =>
  one.end === other.start && one.state === 'available' && other.state === 'available';

/** The loop that looks how far a range stays in one zone asks the zone of its first page in every turn. */
export const addsAcrossZones: Fault = {
  name: 'adds-across-zones',
  summary: 'memory that boot adds as one range all goes to the zone in which the range begins',
  bug: {
    id: 'B47',
    area: 'orders',
    system: 'Xen, until 2022',
    story:
      'A range of memory that crosses from one node into the next is to be cut at the border. The loop that looks for the border compared the node of the first page of the range with itself again and again, so pages of the second node entered the heap of the first.',
    source: 'Xen bd0bb8a0058b10ef6039b1a9a20ad982108d295c, "fix initialization of cross-node regions"',
  },
  invariant: 'INV-106',
  design: 'kernelcore',
  // Borders inside a block: at others only the counts of the zones are wrong.
  layouts: ['tiny-misaligned'],
  target: brokenTarget('adds-across-zones', AddsAcrossZones),
};
