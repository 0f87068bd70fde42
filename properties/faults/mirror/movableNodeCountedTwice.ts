import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { nodeOf, ZONE_MOVABLE, ZONE_NORMAL, zoneId, zoneIndexOf } from '../../../spec/zones/zone.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class MovableNodeCountedTwice extends PageAllocator {
  override presentAtBoot(zone: number): number {
    const { map, inForce } = this.memory;
    const { runs, layout } = map;
    const node = nodeOf(zone);
    const movable = zoneId(node, ZONE_MOVABLE);
    const spansMovable = zoneIndexOf(zone) === ZONE_NORMAL && runs.some((run) => run.zone === movable);
    if (inForce || !spansMovable) return super.presentAtBoot(zone);
    // It reaches to the end of the node, and nothing in its span is taken for foreign.
    return runs
      .filter((run) => run.node === node && run.start >= layout.geometry.dma32End)
      .reduce((pages, { start, end }) => pages + end - start, 0);
  }
}

/** Zones that may overlap learned to leave out what is foreign; zones that may not were made to overlap as well. */
export const movableNodeCountedTwice: Fault = {
  name: 'movable-node-counted-twice',
  summary:
    'without a mirror ZONE_NORMAL of a node still spans its ZONE_MOVABLE, and both count the same frames',
  bug: {
    id: 'B31',
    area: 'mirror',
    system: 'Linux 4.6 to 4.8, from 342332e6a925e9ed015e5465062c38d2b86ec8f9 on',
    story:
      'A node of which all memory is movable reported twice its size, and limits for each node were wrong. With kernelcore=mirror two zones may ' +
      'overlap, and each leaves out the frames of the other. The rewrite for that let ZONE_NORMAL reach to the end of the node ' +
      'without a mirror too, where nobody leaves anything out.',
    source:
      'Xishi Qiu, "mem-hotplug: fix node spanned pages when we have a movable node", <57A325CA.9050707@huawei.com>; upstream id not confirmed',
  },
  invariant: 'INV-148',
  layouts: ['tiny-movable-node'],
  design: 'kernelcore',
  target: brokenTarget('movable-node-counted-twice', MovableNodeCountedTwice),
};
