import type { FrameRun } from '../../spec/layout/memoryMap.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { CMA, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { mostOnPrivateLists, privateListSizes } from '../../spec/zones/privateLists.ts';
import { lowmemReserve, watermarksOf } from '../../spec/zones/watermarks.ts';
import { NO_ZONE, ZONE_MOVABLE, ZONES_PER_NODE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { insertFree } from './freeIndex.ts';
import {
  BLOCK_ABSENT,
  BLOCK_OFFLINE,
  BLOCK_ONLINE,
  FACT_BARE,
  FACT_CMA,
  FACT_EXEMPT,
  FACT_MOVABLE_ZONE,
  FACT_RESERVE,
  NOBODY,
  type WorldState,
} from './state.ts';
import { stepFrames } from './step.ts';

const BLOCK_CODE = { absent: BLOCK_ABSENT, offline: BLOCK_OFFLINE, online: BLOCK_ONLINE } as const;

/** Fills a world with what the memory map says: the moment at which the allocator is handed its memory. */
export function boot(s: WorldState): void {
  s.belief.fill(1 << LEAF['offline.absent']);
  s.zone.fill(NO_ZONE);
  s.holder.fill(NOBODY);
  s.blockType.fill(MOVABLE);
  for (const run of s.map.runs) fillRun(s, run);
  s.map.blockStates.forEach((state, block) => {
    s.memoryBlock[block] = BLOCK_CODE[state];
  });
  setMarks(s);
  setMirrorApart(s);
  for (const { start, end, state } of s.map.runs) if (state === 'available') insertRange(s, start, end);
}

/** Marks and reserves follow the managed pages; without the habit of keeping them they are all nothing. */
export function setMarks(s: WorldState): void {
  setListSizes(s);
  if (!s.habits.keepsWatermarks) return;
  const { tuning } = s;
  for (let zone = 0; zone < s.zoneCount; zone++) {
    const { min, low, high } = watermarksOf(s.managed, zone, tuning);
    s.min[zone] = min;
    s.low[zone] = low;
    s.high[zone] = high;
    for (let ceiling = 0; ceiling < ZONES_PER_NODE; ceiling++) {
      s.reserve[zone * ZONES_PER_NODE + ceiling] = lowmemReserve(s.managed, zone, ceiling, tuning);
    }
  }
}

/** How much private lists may keep follows the managed pages and the marks. */
function setListSizes(s: WorldState): void {
  const { tuning } = s;
  const { cpus } = s.map.layout;
  for (let zone = 0; zone < s.zoneCount; zone++) {
    const sizes = privateListSizes(s.managed, zone, cpus, tuning);
    s.batch[zone] = sizes.batch;
    s.full[zone] = sizes.high;
    s.mostDoubtful[zone] = cpus * (s.habits.cachedPagesAtMost ?? mostOnPrivateLists(sizes, s.pageblockOrder));
  }
}

/** Pageblocks of the mirror get their type, and where they are a reserve their free pages leave the free memory. */
function setMirrorApart(s: WorldState): void {
  const pages = 1 << s.pageblockOrder;
  for (const { start, end, state } of s.map.runs) {
    if (state !== 'available' && state !== 'fixed') continue;
    for (let at = start; at < end; at = (at | (pages - 1)) + 1) {
      if (s.mirrorBlock[at >> s.pageblockOrder] === 0) continue;
      const count = Math.min((at | (pages - 1)) + 1, end) - at;
      joinMirror(s, at, count);
      if (s.setsAside && state === 'available') stepFrames(s, PAGE_EVENT.setAside, at, count);
    }
  }
}

/** Frames of one pageblock of the mirror, in service and in a kernel zone, are marked as such. */
export function joinMirror(s: WorldState, pfn: number, count: number): void {
  s.blockType[pfn >> s.pageblockOrder] = MIRROR;
  if (!s.setsAside) return;
  for (let frame = pfn; frame < pfn + count; frame++) s.facts[frame]! |= FACT_RESERVE;
}

/** Frees `[start, end)` in the largest aligned blocks. */
export function insertRange(s: WorldState, start: number, end: number): void {
  for (let pfn = start; pfn < end; ) {
    let order = 0;
    while (order < s.maxOrder && (pfn & ((2 << order) - 1)) === 0 && pfn + (2 << order) <= end) order++;
    // A block may cover pageblocks of different types only if they merge; smaller pieces do so by themselves.
    insertFree(s, pfn, Math.min(order, s.pageblockOrder));
    pfn += 1 << Math.min(order, s.pageblockOrder);
  }
}

/** The fact byte of a frame in service. */
export const factsOf = (zone: number, mirror: FrameRun['mirror'], cma: boolean): number =>
  (zone !== NO_ZONE && zoneIndexOf(zone) === ZONE_MOVABLE ? FACT_MOVABLE_ZONE : 0) |
  (mirror === 'protected' ? 0 : mirror === 'exempt' ? FACT_EXEMPT : FACT_BARE) |
  (cma ? FACT_CMA : 0);

function fillRun(s: WorldState, { start, end, zone, mirror, mirrored, cma, state }: FrameRun): void {
  s.belief.fill(1 << LEAF['offline.present'], start, end);
  s.facts.fill(factsOf(zone, mirror, cma), start, end);
  s.zone.fill(zone, start, end);
  if (cma) s.blockType.fill(CMA, start >> s.pageblockOrder, ((end - 1) >> s.pageblockOrder) + 1);
  if (state === 'fixed') stepFrames(s, PAGE_EVENT.reserveFixed, start, end - start);
  if (state !== 'available') return;
  stepFrames(s, PAGE_EVENT.release, start, end - start);
  s.managed[zone]! += end - start;
  if (mirrored) s.mirrored[zone]! += end - start;
}
