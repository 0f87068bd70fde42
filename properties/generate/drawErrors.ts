import type { FrameRun, MemoryMap } from '../../spec/layout/memoryMap.ts';
import { ERROR_INJECTED, ERROR_REAL } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Draft, write } from './draft.ts';
import { forget } from './drawAllocations.ts';
import {
  classIn,
  KERNEL_LIST,
  LENT_LIST,
  ORPHAN_LIST,
  orderIn,
  PINNED_LIST,
  pinsIn,
  USER_LIST,
  withPoison,
  zoneIn,
} from './handles.ts';

/** A memory error at a page, mostly at a border, where the arithmetic of allocators goes wrong. */
export function drawPoison(draft: Draft): boolean {
  if (draft.poisonLeft === 0) return false;
  const { random, map } = draft;
  const run = map.runs[random.below(map.runs.length)]!; // Every machine has memory.
  const withheld = random.onceIn(4) ? withheldPfn(draft) : -1;
  const pfn = withheld < 0 ? borderPfn(draft, run) : withheld;
  const error = drawError(draft);
  write(draft, OPERATION.poison, pfn, error);
  draft.lastPoisoned = pfn;
  if (error === ERROR_REAL && run.mirrored && withheld < 0) {
    for (let at = Math.max(run.start, run.end - random.below(8)); at < run.end; at++)
      write(draft, OPERATION.poison, at, error);
    return true; // The second copy answers, and nothing is lost.
  }
  draft.poisonLeft--;
  if (random.onceIn(8)) write(draft, OPERATION.poison, pfn, drawError(draft));
  if (withheld >= 0) return true; // Its pages are missed already.
  draft.blocks.suspectBlock(Math.floor(pfn / map.layout.geometry.memoryBlockPages));
  if (run.zone !== NO_ZONE) draft.budget.retire(draft.budget.countedIn(run.zone, pfn), 1);
  return true;
}

/** Takes back the last error that was aimed at a page, or one of its own, or now and then one that perhaps never was. */
export function drawUnpoison(draft: Draft): boolean {
  const { random, map, lastPoisoned } = draft;
  if (lastPoisoned < 0 && draft.canPoison && !draft.hadRealError) return drawPassingErrors(draft);
  if (lastPoisoned < 0 && !random.onceIn(32)) return false;
  const pfn = lastPoisoned < 0 || random.onceIn(8) ? random.below(map.frameCount) : lastPoisoned;
  write(draft, OPERATION.unpoison, pfn);
  draft.lastPoisoned = -1;
  return true;
}

const MOST_PASSING = 4;

/**
 * Errors that are taken back at once, at pages in whatever state: they leave nothing behind but lost user pages, so they are
 * aimed past ZONE_MOVABLE where there is other memory, or at a pageblock that is isolated.
 */
function drawPassingErrors(draft: Draft): boolean {
  const { random, map } = draft;
  const kernel = map.runs.filter(({ zone }) => zone !== NO_ZONE && zoneIndexOf(zone) !== ZONE_MOVABLE);
  const runs = kernel.length > 0 && !random.onceIn(4) ? kernel : map.runs;
  for (let left = 1 + random.below(MOST_PASSING); left > 0; left--) {
    const { start, end } = runs[random.below(runs.length)]!; // Every machine has memory.
    const withheld = random.onceIn(3) ? withheldPfn(draft) : -1;
    const pfn = withheld < 0 ? start + random.below(end - start) : withheld;
    write(draft, OPERATION.poison, pfn, ERROR_INJECTED);
    write(draft, OPERATION.unpoison, pfn);
  }
  return true;
}

/** A page of a pageblock that is believed to be isolated, or -1. */
function withheldPfn({ isolated, random, map }: Draft): number {
  const { pageblockOrder } = map.layout.geometry;
  const pageblock = isolated[random.below(isolated.length)];
  return pageblock === undefined ? -1 : (pageblock << pageblockOrder) + random.below(1 << pageblockOrder);
}

/** The first or last page of a run, a memory block or a pageblock, one beside it, or, one time in four, any. */
function borderPfn({ random, map }: Draft, run: FrameRun): number {
  const { geometry } = map.layout;
  const any = run.start + random.below(run.end - run.start);
  const choice = random.below(8);
  if (choice < 2) return any;
  if (choice < 4) return choice === 2 ? run.start : run.end - 1;
  const unit = choice < 6 ? geometry.memoryBlockPages : 2 ** geometry.pageblockOrder;
  const border = Math.floor(any / unit) * unit - random.below(2);
  return Math.min(Math.max(border, run.start), run.end - 1);
}

const TO_POISON = [
  USER_LIST,
  USER_LIST,
  USER_LIST,
  KERNEL_LIST,
  KERNEL_LIST,
  PINNED_LIST,
  ORPHAN_LIST,
  LENT_LIST,
];

/** A memory error in an allocation that lives, or that somebody holds without being its owner. */
export function drawPoisonOf(draft: Draft): boolean {
  const { handles, random } = draft;
  if (draft.poisonLeft === 0) return false;
  const list = TO_POISON[random.bits() & 7]!; // Eight entries.
  const count = handles.count(list);
  if (count === 0) return false;
  const handle = handles.at(list, random.below(count));
  const facts = handles.facts(handle);
  const error = drawError(draft);
  const page = random.below(1 << orderIn(facts));
  write(draft, OPERATION.poisonOf, handle, page, error);
  if (orderIn(facts) > 0 && random.onceIn(4))
    write(draft, OPERATION.poisonOf, handle, page, drawError(draft));
  if (error === ERROR_REAL && isMirrored(draft.map, zoneIn(facts) % draft.map.zones.length)) return true;
  draft.poisonLeft--;
  draft.blocks.suspectZone(zoneIn(facts) % draft.map.zones.length);
  const moves =
    STAYS[classIn(facts)] === 0 && pinsIn(facts) === 0 && list !== ORPHAN_LIST && list !== LENT_LIST;
  if (moves && orderIn(facts) === 0) forget(draft, handle, false);
  else handles.setFacts(handle, withPoison(facts));
  return true;
}

function drawError(draft: Draft): number {
  const isReal = (draft.random.bits() & 255) < draft.profile.realErrors;
  if (isReal) draft.hadRealError = true;
  return isReal ? ERROR_REAL : ERROR_INJECTED;
}

const isMirrored = (map: MemoryMap, zone: number): boolean =>
  map.runs.some((run) => run.zone === zone && run.mirrored);

/** Classes whose pages cannot be replaced: an error leaves them where they are. */
const STAYS = Uint8Array.from(REQUEST_CLASSES, ({ claim }) =>
  claim === 'kernel' || claim === 'reclaimable' || claim === 'kernelCritical' ? 1 : 0,
);
