import type { FrameRun, MemoryMap } from '../../spec/layout/memoryMap.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { zoneForOnline } from '../../spec/zones/zoneForOnline.ts';

/** What the generator believes about memory blocks: which are in service, and which would agree to leave it. */
export interface MemoryBlocks {
  /** Back to boot. */
  reset(): void;
  readonly count: number;
  isOnline(block: number): boolean;
  /** The zone the block belongs to, NO_ZONE if it is offline or belongs to several. */
  zoneOf(block: number): number;
  /** Nothing in it must stay: it is in ZONE_MOVABLE, wholly there, without boot memory. */
  mayLeave(block: number): boolean;
  /** No hole, boot memory, CMA or zone border: only its kernel pages could keep it. */
  isPlain(block: number): boolean;
  /** Pages that leave or join with it. */
  pagesOf(block: number): number;
  /** A page of it was poisoned: it may refuse to come back. */
  isSuspect(block: number): boolean;
  suspectBlock(block: number): void;
  suspectZone(zone: number): void;
  setOffline(block: number): void;
  setOnline(block: number, to: number): void;
  /** Number of existing blocks believed offline, and one of them by place. */
  offlineCount(): number;
  offlineAt(place: number): number;
  /** An offline block is pulled out, and plugged in again, offline and without marks. */
  setRemoved(block: number): void;
  setAdded(block: number): void;
  /** Number of blocks believed pulled out, and one of them by place. */
  removedCount(): number;
  removedAt(place: number): number;
}

export function createMemoryBlocks(map: MemoryMap): MemoryBlocks {
  const pages = map.layout.geometry.memoryBlockPages;
  const blocks = map.blockStates.map((state, block) => blockFacts(map, block * pages, pages, state));
  const zones = new Uint8Array(blocks.length);
  const suspect = new Uint8Array(blocks.length);
  const offline: number[] = [];
  const removed: number[] = [];
  const reset = (): void => {
    offline.length = 0;
    removed.length = 0;
    suspect.fill(0);
    blocks.forEach(({ zone, exists, online }, block) => {
      zones[block] = zone;
      if (exists && !online) offline.push(block);
    });
  };
  const isOnline = (block: number): boolean =>
    !offline.includes(block) && !removed.includes(block) && blocks[block]?.exists === true;
  reset();
  return {
    reset,
    count: blocks.length,
    isOnline,
    zoneOf: (block) => zones[block] ?? NO_ZONE,
    mayLeave: (block) =>
      blocks[block]!.plain &&
      suspect[block] === 0 &&
      isOnline(block) &&
      zoneIndexOf(zones[block]!) === ZONE_MOVABLE,
    isPlain: (block) => blocks[block]!.plain,
    pagesOf: (block) => blocks[block]!.pages,
    isSuspect: (block) => suspect[block] === 1,
    suspectBlock: (block) => {
      suspect[block] = 1;
    },
    suspectZone: (zone) => {
      for (let block = 0; block < zones.length; block++) if (zones[block] === zone) suspect[block] = 1;
    },
    setOffline: (block) => {
      zones[block] = NO_ZONE;
      offline.push(block);
    },
    setOnline: (block, to) => {
      zones[block] = zoneForOnline(map, block, to);
      offline.splice(offline.indexOf(block), 1);
    },
    offlineCount: () => offline.length,
    offlineAt: (place) => offline[place]!,
    setRemoved: (block) => {
      offline.splice(offline.indexOf(block), 1);
      removed.push(block);
    },
    setAdded: (block) => {
      removed.splice(removed.indexOf(block), 1);
      suspect[block] = 0;
      offline.push(block);
    },
    removedCount: () => removed.length,
    removedAt: (place) => removed[place]!,
  };
}

interface BlockFacts {
  readonly exists: boolean;
  readonly online: boolean;
  readonly zone: number;
  readonly plain: boolean;
  readonly pages: number;
}

function blockFacts(
  map: MemoryMap,
  start: number,
  size: number,
  state: 'absent' | 'offline' | 'online',
): BlockFacts {
  const runs = map.runs.filter((run) => run.start < start + size && run.end > start);
  const inside = (run: FrameRun): number => Math.min(run.end, start + size) - Math.max(run.start, start);
  const whole = runs.reduce((sum, run) => sum + inside(run), 0) === size;
  const first = runs[0];
  const zone = state === 'online' && first?.zone === runs.at(-1)?.zone ? (first?.zone ?? NO_ZONE) : NO_ZONE;
  const usable = state === 'offline' ? 'offline' : 'available';
  const plain = whole && runs.every((run) => run.state === usable && !run.cma && run.zone === first?.zone);
  const pages = runs.reduce((sum, run) => sum + (run.state === usable ? inside(run) : 0), 0);
  return { exists: state !== 'absent', online: state === 'online', zone, plain, pages };
}
