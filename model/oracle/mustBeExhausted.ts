import { CMA, HIGHATOMIC, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { pageTable } from '../compile/pageTable.ts';
import { stepMask } from '../compile/stepMask.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { isMovable } from './allocations.ts';
import { type CompactionRun, knowsTargets } from './compaction.ts';
import { containingOrder } from './freeIndex.ts';
import { migrationTerms } from './mayMove.ts';
import { blockText, hex, Objection } from './objection.ts';
import { FACT_ISOLATED, TAG_FREE, TAG_USED, type WorldState } from './state.ts';
import type { TermsBook } from './terms.ts';

/**
 * The scanners have met: nothing that the migrate scanner had still before it could move to a free place before the free scanner,
 * in a higher pageblock. Where it was, a move leaves free pages only behind it, so what found no place once finds none later.
 */
export function mustBeExhausted(s: WorldState, book: TermsBook, run: CompactionRun): void {
  if (!knowsTargets(s)) return;
  const last = Math.min(run.target, (s.frameCount - 1) >> s.pageblockOrder);
  const smallest = Math.min(run.order, s.pageblockOrder);
  let largest = -1; // Order of the largest free place in the pageblocks above.
  for (let pageblock = last; pageblock >= run.source; pageblock--) {
    const end = Math.min((pageblock + 1) << s.pageblockOrder, s.frameCount);
    for (let pfn = pageblock << s.pageblockOrder; pfn < end && largest >= 0; pfn++) {
      const order = s.tag[pfn]! - TAG_USED;
      if (order < 0 || order > largest || order >= smallest || s.zone[pfn] !== run.zone) continue;
      mustHaveNoPlace(s, book, run, pfn, pageblock, last);
    }
    largest = Math.max(largest, largestPlace(s, run.zone, pageblock));
  }
}

/** Pages of the pageblock may be moved to. */
const isTarget = (s: WorldState, pageblock: number): boolean =>
  s.blockType[pageblock] === MOVABLE || s.blockType[pageblock] === CMA;

/** Order of the largest free block in a pageblock, at most the pageblock, or -1. */
function largestPlace(s: WorldState, zone: number, pageblock: number): number {
  if (!isTarget(s, pageblock)) return -1;
  const first = pageblock << s.pageblockOrder;
  if (s.zone[first] === zone && containingOrder(s, first, s.pageblockOrder) >= 0) return s.pageblockOrder;
  let largest = -1;
  for (let pfn = first; pfn < first + (1 << s.pageblockOrder); pfn++) {
    const order = s.tag[pfn]! - TAG_FREE;
    if (order > largest && order <= s.pageblockOrder && s.zone[pfn] === zone) largest = order;
  }
  return largest;
}

function mustHaveNoPlace(
  s: WorldState,
  book: TermsBook,
  run: CompactionRun,
  pfn: number,
  floor: number,
  goal: number,
): void {
  const handle = s.holder[pfn]!;
  if (s.at[handle] !== pfn) return; // A piece of a contiguous range.
  if (!isMovable(s, handle) || s.facts[pfn]! & FACT_ISOLATED) return;
  if (s.blockType[floor] === HIGHATOMIC || (s.setsAside && s.blockType[floor] === MIRROR)) return;
  const order = s.order[handle]!;
  const { arrive } = migrationTerms(s, book, handle);
  for (let to = (floor + 1) << s.pageblockOrder; to < (goal + 1) << s.pageblockOrder; to += 1 << order) {
    if (s.zone[to] !== run.zone || !isTarget(s, to >> s.pageblockOrder)) continue;
    if (containingOrder(s, to, order) < 0 || !mayArrive(s, arrive, to, order)) continue;
    throw new Objection(
      'INV-3',
      `compaction ended, but ${blockText(pfn, order)} could still move to ${hex(to)}`,
      pfn,
    );
  }
}

/** Whether the pages would take in what moves. */
function mayArrive(s: WorldState, arrive: number, pfn: number, order: number): boolean {
  const { cells } = pageTable;
  for (let frame = pfn; frame < pfn + (1 << order); frame++) {
    const facts = s.facts[frame]!; // Free blocks lie in memory.
    const served = stepMask(cells, PAGE_EVENT.serveMigration, s.belief[frame]!, facts);
    if (served === 0 || stepMask(cells, arrive, served, facts) === 0) return false;
  }
  return true;
}
