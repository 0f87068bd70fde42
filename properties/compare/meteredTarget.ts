import { ordersOf } from '../../impl/buddy/freeLists.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { soundTarget } from '../../impl/target.ts';
import { FREE_PAGES } from '../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../impl/zones/zones.ts';
import type { Target } from '../../spec/allocator.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { PIN_LONG } from '../../spec/operations/arguments.ts';
import { BUSY, NO_MEMORY, NOT_PERMITTED } from '../../spec/operations/outcome.ts';
import { GFP, gfpZone } from '../../spec/requests/gfp.ts';
import { CMA } from '../../spec/zones/migratetype.ts';
import { ZONE_MOVABLE, zoneId } from '../../spec/zones/zone.ts';
import type { Measures } from './measures.ts';

/** What a metered allocator counts, while `open` says that the scenario is running. */
export interface Meter {
  readonly measures: Measures;
  open(): boolean;
}

/** The sound allocator, which counts where its pages go. */
export const meteredTarget = (meter: Meter): Target => ({
  ...soundTarget,
  boot: (...booting) => {
    const allocator = new MeteredAllocator(...booting);
    allocator.meter = meter;
    return allocator;
  },
});

class MeteredAllocator extends PageAllocator {
  meter: Meter | null = null;
  readonly #mirrored = mirroredFrames(this.memory.map);

  override allocate(...request: Parameters<PageAllocator['allocate']>): number {
    const answer = super.allocate(...request);
    if (this.meter?.open()) this.#countRequest(this.meter.measures, request, answer);
    return answer;
  }

  override pin(...[pfn, order, term]: Parameters<PageAllocator['pin']>): number {
    const answer = super.pin(pfn, order, term);
    if (this.meter?.open() && term === PIN_LONG && answer >= 0)
      this.meter.measures.pinsInMirror += this.#mirroredIn(answer, order);
    return answer;
  }

  override offline(block: number): number {
    const answer = super.offline(block);
    if (this.meter?.open() && (answer === BUSY || answer === NO_MEMORY)) this.meter.measures.offlineFailed++;
    return answer;
  }

  override cmaAllocate(...request: Parameters<PageAllocator['cmaAllocate']>): number {
    const answer = super.cmaAllocate(...request);
    if (this.meter?.open() && answer === NO_MEMORY) this.meter.measures.areaFailed++;
    return answer;
  }

  #countRequest(
    measures: Measures,
    [order, gfp]: Parameters<PageAllocator['allocate']>,
    answer: number,
  ): void {
    if (answer >= 0) {
      const mirrored = this.#mirroredIn(answer, order);
      if (gfp & GFP.MIRROR) measures.mandatoryServed++;
      else if (gfpZone(gfp) < ZONE_MOVABLE) measures.kernelOutside += 2 ** order - mirrored;
      else measures.userInMirror += mirrored;
      return;
    }
    if (answer === NOT_PERMITTED) measures.notPermitted++;
    if (answer !== NO_MEMORY) return;
    measures.refused++;
    if (gfpZone(gfp) < ZONE_MOVABLE && this.#freeInMovable() >= 2 ** order) measures.refusedMovableFree++;
    if (this.#hasFreeCma(order)) measures.refusedCmaFree++;
  }

  #freeInMovable(): number {
    const { zones, nodeCount } = this.memory;
    let free = 0;
    for (let node = 0; node < nodeCount; node++)
      free += zones[fieldOf(zoneId(node, ZONE_MOVABLE), FREE_PAGES)]!;
    return free;
  }

  #hasFreeCma(order: number): boolean {
    for (let zone = 0; zone < this.memory.zoneCount; zone++)
      if (ordersOf(this.memory, zone, CMA) >>> order !== 0) return true;
    return false;
  }

  #mirroredIn(pfn: number, order: number): number {
    let pages = 0;
    for (let frame = pfn; frame < pfn + 2 ** order; frame++) pages += this.#mirrored[frame]!; // Frames of the map.
    return pages;
  }
}

/** As boot saw them: under a design that has firmware mirror everything, all of them. */
function mirroredFrames({ runs, frameCount }: MemoryMap): Uint8Array {
  const frames = new Uint8Array(frameCount);
  for (const { start, end, mirrored } of runs) if (mirrored) frames.fill(1, start, end);
  return frames;
}
