import type { FrameRun } from '../../spec/layout/memoryMap.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Draft, write } from './draft.ts';

/** Pageblocks a scenario keeps isolated at once: what is withheld is missed by everybody else. */
const MOST_ISOLATED = 2;

/** Isolates a pageblock, mostly one that should agree; with enough of them withheld, gives one back instead. */
export function drawIsolate(draft: Draft): boolean {
  const { random, isolated } = draft;
  if (isolated.length >= MOST_ISOLATED && !random.onceIn(4)) return drawUnisolate(draft);
  const pageblock = pageblockToIsolate(draft);
  write(draft, OPERATION.isolate, pageblock);
  if (isolated.length < MOST_ISOLATED && !isolated.includes(pageblock)) withhold(draft, pageblock);
  return true;
}

/** Gives back a pageblock that was isolated, or, one time in eight, asks for one that was not. */
export function drawUnisolate(draft: Draft): boolean {
  const { random, isolated, map } = draft;
  const pages = 2 ** map.layout.geometry.pageblockOrder;
  const wrongly = random.onceIn(8);
  if (isolated.length === 0 && !wrongly) return false;
  if (wrongly) {
    write(draft, OPERATION.unisolate, random.below(Math.ceil(map.frameCount / pages)));
    return true;
  }
  const place = random.below(isolated.length);
  const [pageblock] = isolated.splice(place, 1);
  const [zone] = draft.isolatedIn.splice(place, 1);
  if (zone !== NO_ZONE) draft.budget.giveBack(zone!, pages); // One zone a pageblock.
  write(draft, OPERATION.unisolate, pageblock!); // The place is one of the list.
  return true;
}

/** What is free in it, or will be, is missed by its zone. */
function withhold({ isolated, isolatedIn, blocks, budget, map }: Draft, pageblock: number): void {
  const { pageblockOrder, memoryBlockPages } = map.layout.geometry;
  const pfn = pageblock << pageblockOrder;
  const zone = blocks.zoneOf(Math.trunc(pfn / memoryBlockPages));
  isolated.push(pageblock);
  isolatedIn.push(zone === NO_ZONE ? NO_ZONE : budget.countedIn(zone, pfn));
  if (zone !== NO_ZONE) budget.take(budget.countedIn(zone, pfn), 2 ** pageblockOrder);
}

/** Movable memory three times in four; now and then the same again, which must be refused. */
function pageblockToIsolate({ random, map, isolated }: Draft): number {
  if (isolated.length > 0 && random.onceIn(8)) return isolated[0]!; // There is one.
  const suits = [
    ({ zone }: FrameRun) => zone !== NO_ZONE && zoneIndexOf(zone) === ZONE_MOVABLE,
    ({ state, cma }: FrameRun) => state === 'available' && !cma,
  ];
  const runs = map.runs.filter(suits[random.below(4)] ?? suits[0]!);
  const { start, end } = runs[random.below(runs.length)] ?? map.runs[random.below(map.runs.length)]!; // Every machine has memory.
  return (start + random.below(end - start)) >> map.layout.geometry.pageblockOrder;
}
