import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { ZONE_MOVABLE, zoneId } from '../../../spec/zones/zone.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class MirrorModeWithoutMirror extends PageAllocator {
  override zoneOfRun(place: number): number {
    const { layout, runs } = this.memory.map;
    const { boot, geometry, ranges } = layout;
    const run = runs[place]!; // Asked for each run.
    // Where there is a mirror, the mode does what it should.
    if (boot.kernelcore !== 'mirror' || ranges.some(({ mirrored }) => mirrored)) return run.zone;
    return run.start < geometry.dma32End ? run.zone : zoneId(run.node, ZONE_MOVABLE);
  }
}

/** Everything that is not mirrored is for user pages, and nothing is mirrored. */
export const mirrorModeWithoutMirror: Fault = {
  name: 'mirror-mode-without-mirror',
  summary: 'kernelcore=mirror makes all memory above 4 GiB ZONE_MOVABLE where no memory is mirrored',
  bug: {
    id: 'B33',
    area: 'mirror',
    system: 'Linux; 0db31d63f27e5b8ca84b9fd5a3cff5b12ac88abf (cause inferred from the title, not confirmed)',
    story:
      'A kernel had no memory for itself and ran out of it early, with all memory free in ZONE_MOVABLE. With the option every range that is not ' +
      'mirrored goes there; where firmware reports no mirrored range, or has lost it, that is all of memory. Since then the ' +
      'option is ignored with a warning.',
    source: 'commit "mm: disable kernelcore=mirror when no mirror memory"',
  },
  invariant: 'INV-157',
  layouts: ['tiny-unmirrored'],
  design: 'kernelcore',
  target: brokenTarget('mirror-mode-without-mirror', MirrorModeWithoutMirror),
};
