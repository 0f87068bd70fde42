import type { Effects } from '../../spec/operations/effects.ts';
import {
  COMPACT_COMPLETE,
  COMPACT_DEFERRED,
  COMPACT_RESULTS,
  COMPACT_SKIPPED,
  COMPACT_SUCCESS,
} from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { MOVABLE } from '../../spec/zones/migratetype.ts';
import { zoneId, zoneIndexOf, zoneTitle } from '../../spec/zones/zone.ts';
import { answerName } from './answerName.ts';
import { type CompactionRun, followScan, hasBlock, isSuitable, newRun } from './compaction.ts';
import { considerZone } from './deferral.ts';
import { followDrains, mustEnd } from './effects.ts';
import { Objection } from './objection.ts';
import { settleDoubts } from './release.ts';
import { ANY_CPU, type WorldState } from './state.ts';
import type { TermsBook } from './terms.ts';

/** Follows compaction on request: whether it was due, every move, and the result, which follows from what is free then. */
export function followCompact(
  s: WorldState,
  book: TermsBook,
  node: number,
  index: number,
  order: number,
  answer: number,
  effects: Effects,
): void {
  const zone = zoneId(node, index);
  s.cpu = ANY_CPU;
  if (s.managed[zone] === 0) return mustDoNothing(zone, answer, COMPACT_SKIPPED, effects);
  if (considerZone(s, zone, order)) {
    mustDoNothing(zone, answer, COMPACT_DEFERRED, effects);
    s.witnesses[WITNESS['compact-deferred']]!++;
    return;
  }
  const run = newRun(zone, order, MOVABLE, zoneIndexOf(zone));
  const from = followDrains(s, effects, 0);
  mustHaveDrained(s);
  if (!isSuitable(s, run)) {
    if (effects.count > from)
      throw new Objection('INV-178', `compaction moved pages in ${zoneTitle(zone)}, which has too few free`);
    mustAnswer(zone, answer, COMPACT_SKIPPED);
    s.witnesses[WITNESS['compact-skipped']]!++;
    return;
  }
  mustEnd(effects, followScan(s, book, run, effects, from), 'compact');
  mustAnswer(zone, answer, resultOf(s, run));
}

const resultOf = (s: WorldState, run: CompactionRun): number =>
  hasBlock(s, run) ? COMPACT_SUCCESS : COMPACT_COMPLETE;

function mustDoNothing(zone: number, answer: number, result: number, effects: Effects): void {
  mustAnswer(zone, answer, result);
  mustEnd(effects, 0, `compaction that was ${COMPACT_RESULTS[result]}`);
}

function mustAnswer(zone: number, answer: number, result: number): void {
  if (answer === result) return;
  const said = COMPACT_RESULTS[answer] ?? answerName(answer);
  throw new Objection(
    ruleOf(answer, result),
    `compaction of ${zoneTitle(zone)} was answered ${said}; only ${COMPACT_RESULTS[result]} is true`,
  );
}

/** What was put off, or should have been; what claims a block; and what was not tried. */
function ruleOf(answer: number, result: number): string {
  if (answer === COMPACT_DEFERRED || result === COMPACT_DEFERRED) return 'INV-177';
  return answer === COMPACT_SUCCESS ? 'INV-4' : 'INV-3';
}

function mustHaveDrained(s: WorldState): void {
  if (!s.habits.reportsCache) return settleDoubts(s);
  const left = s.cached.reduce((sum, pages) => sum + pages, 0);
  if (left > 0) throw new Objection('INV-119', `compaction left ${left} pages on private lists`);
}
