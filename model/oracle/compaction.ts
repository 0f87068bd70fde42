import { EFFECT_MOVED, type Effects } from '../../spec/operations/effects.ts';
import { COSTLY_ORDER } from '../../spec/requests/rounds.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { compactGap } from '../../spec/zones/compaction.ts';
import { CMA, MOVABLE } from '../../spec/zones/migratetype.ts';
import { ZONES_PER_NODE, zoneTitle } from '../../spec/zones/zone.ts';
import { noteFailure, noteSuccess } from './deferral.ts';
import { hasUsable } from './marks.ts';
import { migrationTerms } from './mayMove.ts';
import { holderOfMoved, mustBeHeld, relocate } from './move.ts';
import { mustBeExhausted } from './mustBeExhausted.ts';
import { blockText, hex, Objection } from './objection.ts';
import type { WorldState } from './state.ts';
import type { TermsBook } from './terms.ts';

/** One run of compaction over a zone. */
export interface CompactionRun {
  readonly zone: number;
  readonly order: number;
  /** Whom the block is for: its migratetype, and the ceiling that the reserve of the zone is held against. */
  readonly type: number;
  readonly ceiling: number;
  /** Pageblock that the migrate scanner has come to, and the one of the free scanner. */
  source: number;
  target: number;
}

export const newRun = (zone: number, order: number, type: number, ceiling: number): CompactionRun => ({
  zone,
  order,
  type,
  ceiling,
  source: 0,
  target: Number.POSITIVE_INFINITY,
});

/** More is free than the boosted min mark and what moving takes. Source: mm/compaction.c, compaction_suitable. */
export function isSuitable(s: WorldState, { zone, order, ceiling }: CompactionRun): boolean {
  const costly = order > COSTLY_ORDER ? s.low[zone]! - s.min[zone]! : 0; // Zones of the map, here and below.
  const mark = s.min[zone]! + s.boost[zone]! + s.reserve[zone * ZONES_PER_NODE + ceiling]!;
  return usableFree(s, zone) > mark + costly + compactGap(order);
}

/** Free pages that everybody sees: not what is reserved for high-order atomic requests. */
const usableFree = (s: WorldState, zone: number): number => s.free[zone]! - s.freeHighatomic[zone]!;

export const hasBlock = (s: WorldState, { zone, order, type }: CompactionRun): boolean =>
  hasUsable(s, type, zone, order);

/**
 * Follows the moves of a run over a suitable zone, one by one, and what it ends with: a block is there, or nothing is left that the
 * scanners could move.
 *
 * @returns the number of the first effect that belongs to something else
 */
export function followScan(
  s: WorldState,
  book: TermsBook,
  run: CompactionRun,
  effects: Effects,
  from: number,
): number {
  let index = from;
  while (index < effects.count && effects.kind(index) === EFFECT_MOVED) {
    const pfn = effects.first(index);
    if (s.zone[pfn] !== run.zone) break;
    followScanned(s, book, run, pfn, effects.second(index++));
  }
  if (hasBlock(s, run)) {
    noteSuccess(s, run.zone, run.order, false);
    if (index > from) s.witnesses[WITNESS['compact-made-block']]!++;
  } else {
    mustBeExhausted(s, book, run);
    noteFailure(s, run.zone, run.order);
    s.witnesses[WITNESS['compact-found-none']]!++;
  }
  return index;
}

function followScanned(s: WorldState, book: TermsBook, run: CompactionRun, pfn: number, to: number): void {
  const { zone, order } = run;
  if (hasBlock(s, run))
    throw new Objection('INV-177', `compaction went on after there was a block of order ${order}`, pfn);
  mustBeHeld(s, pfn);
  const handle = holderOfMoved(s, pfn);
  mustKeepCourse(s, run, pfn, to, s.order[handle]!);
  const free = usableFree(s, zone);
  const terms = migrationTerms(s, book, handle);
  relocate(s, terms, handle, to);
  if (usableFree(s, zone) !== free)
    throw new Objection(
      'INV-178',
      `compaction left ${zoneTitle(zone)} with ${usableFree(s, zone)} usable pages free, of ${free}`,
      pfn,
    );
}

/** The scanners go towards each other, and stay below the order that is sought. */
function mustKeepCourse(s: WorldState, run: CompactionRun, pfn: number, to: number, order: number): void {
  const source = pfn >> s.pageblockOrder;
  const target = to >> s.pageblockOrder;
  const move = `${blockText(pfn, order)} moved to ${hex(to)}`;
  if (order >= Math.min(run.order, s.pageblockOrder))
    throw new Objection('INV-177', `${move}, which is too large to help a block of order ${run.order}`, pfn);
  if (source < run.source) throw new Objection('INV-177', `${move}: the migrate scanner went back`, pfn);
  if (target > run.target) throw new Objection('INV-177', `${move}: the free scanner went back`, pfn);
  if (source >= target) throw new Objection('INV-177', `${move}: the scanners have passed each other`, pfn);
  if (s.zone[to] !== run.zone) throw new Objection('INV-177', `${move}, out of ${zoneTitle(run.zone)}`, pfn);
  const type = s.blockType[target]!;
  if (knowsTargets(s) && type !== MOVABLE && type !== CMA)
    throw new Objection('INV-177', `${move}, into a pageblock that is neither MOVABLE nor CMA`, to);
  run.source = source;
  run.target = target;
}

/** Where types matter, they are known only to who is told of private lists. */
export const knowsTargets = ({ habits }: WorldState): boolean =>
  habits.reportsCache || !habits.groupsByMobility;
