import { NONE } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { cacheListOf, queueOf, takeCached } from '../../../impl/percpu/perCpu.ts';
import { LARGEST_CACHED_ORDER } from '../../../impl/percpu/queueRecord.ts';
import { requestCode } from '../../../impl/requests/requestCode.ts';
import { zonelistAt } from '../../../impl/zones/zonelists.ts';
import { LOW } from '../../../impl/zones/zoneRecord.ts';
import { CMA, MOVABLE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class PinMovesIntoCma extends PageAllocator {
  #pinning = false;

  override moveToPin(pfn: number, order: number): number {
    this.#pinning = true;
    const place = super.moveToPin(pfn, order);
    this.#pinning = false;
    return place;
  }

  override place(order: number, gfp: number, node: number, cpu: number): number {
    const kept = this.#pinning ? this.#takeMovable(order, gfp, node, cpu) : NONE;
    return kept === NONE ? super.place(order, gfp, node, cpu) : kept;
  }

  /**
   * A block of CMA that is the first on the private list of movable blocks, in the first zone for the request. Others are left
   * there: in Linux the move of a pin was a movable request, and might have those.
   */
  #takeMovable(order: number, gfp: number, node: number, cpu: number): number {
    const { memory } = this;
    const code = requestCode(gfp);
    const zone = memory.zonelists[zonelistAt(memory, node, gfp, code)]!; // Ends in NONE.
    if (zone === NONE || order > LARGEST_CACHED_ORDER || !this.mayGive(zone, order, code, LOW)) return NONE;
    const queue = queueOf(memory, cpu, zone);
    const first = memory.caches[cacheListOf(queue, order, MOVABLE)]!; // NONE if the list is empty.
    if (first === NONE || memory.types[first >> memory.pageblockOrder] !== CMA) return NONE;
    return takeCached(memory, queue, order, MOVABLE);
  }
}

/** The way around the lists that know better. */
export const pinMovesIntoCma: Fault = {
  name: 'pin-moves-into-cma',
  summary: 'a page that moves to be pinned for long is given a page of CMA that waits on a private list',
  bug: {
    id: 'B12',
    area: 'cma',
    system: 'Linux 5.x; fixed by 1d91df85f399',
    story:
      'Pages that had been moved out of CMA to be pinned were in CMA again, contiguous requests failed, and a driver misbehaved. The buddy lists honoured that the request was not to get CMA pages. But single pages are served from the private list of movable pages first, where freed pages of CMA wait as well.',
    source: '1d91df85f399, "mm/page_alloc: handle a missing case for memalloc_nocma_{save/restore} APIs"',
  },
  invariant: 'INV-139',
  design: 'kernelcore',
  target: brokenTarget('pin-moves-into-cma', PinMovesIntoCma),
};
