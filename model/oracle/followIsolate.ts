import { EFFECT_ISOLATED, EFFECT_UNISOLATED, type Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, INVALID, NOT_ONLINE } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { answerName } from './answerName.ts';
import { mustAnswer } from './answers.ts';
import { culpritOf } from './culpritOf.ts';
import { followDrains, mustEnd } from './effects.ts';
import { isAt } from './isAt.ts';
import { followIsolated, followUnisolated } from './isolation.ts';
import { firstNotIsolated, isInService, whyNotIsolated } from './isolationCulprits.ts';
import { hex, Objection } from './objection.ts';
import { settleDoubtsIn } from './release.ts';
import { FACT_ISOLATED, type WorldState } from './state.ts';

/** Follows the isolation of a pageblock for a caller: withheld as a whole, or refused because of a page. */
export function followIsolate(s: WorldState, pageblock: number, answer: number, effects: Effects): void {
  const start = pageblock << s.pageblockOrder;
  if (!isInService(s, start)) return mustAnswer(answer, NOT_ONLINE, 'INV-3', effects);
  if (answer === BUSY) return judgeBusy(s, start, effects);
  let index = followDrains(s, effects, 0);
  mustNotBeInTheWay(s, start, answer);
  settleDoubtsIn(s, start, 1 << s.pageblockOrder); // Isolating drains.
  if (isAt(effects, index, EFFECT_ISOLATED) && effects.first(index) === start) {
    followIsolated(s, start);
    s.callerIsolated[pageblock] = 1;
    index = followDrains(s, effects, index + 1);
  }
  mustEnd(effects, index, 'isolate');
  if (answer !== DONE || s.callerIsolated[pageblock] === 0) objectToAnswer(s, start, answer);
  s.witnesses[WITNESS['isolated-for-caller']]!++;
}

/** Follows the end of an isolation: only a caller's own is given back, with everything that was withheld. */
export function followUnisolate(s: WorldState, pageblock: number, answer: number, effects: Effects): void {
  const start = pageblock << s.pageblockOrder;
  if (!isInService(s, start)) return mustAnswer(answer, NOT_ONLINE, 'INV-3', effects);
  if (s.callerIsolated[pageblock] === 0) return mustAnswer(answer, INVALID, 'INV-136', effects);
  const given = isAt(effects, 0, EFFECT_UNISOLATED) && effects.first(0) === start;
  if (given) {
    followUnisolated(s, start);
    s.callerIsolated[pageblock] = 0;
  }
  mustEnd(effects, given ? 1 : 0, 'unisolate');
  if (answer === DONE && given) return;
  throw new Objection(
    'INV-136',
    `the pageblock at ${hex(start)}, isolated by its caller, was ${given ? '' : 'not '}given back, and the answer is ${answerName(answer)}`,
    start,
  );
}

/** Whoever refuses has drained nothing. */
function judgeBusy(s: WorldState, start: number, effects: Effects): void {
  const culprit = culpritOf(effects, 0, 'a refused isolate');
  const inside = culprit >= start && culprit < start + (1 << s.pageblockOrder);
  if (inside && whyNotIsolated(s, culprit, start) !== null) {
    s.witnesses[WITNESS['isolate-refused']]!++;
    return;
  }
  const better = firstNotIsolated(s, start);
  const hint = better < 0 ? 'nothing in it must stay' : `${hex(better)} would have been one`;
  throw new Objection(
    'INV-3',
    `isolating the pageblock at ${hex(start)} was refused because of ${culprit < 0 ? 'no page' : hex(culprit)}, which is no reason; ${hint}`,
    start,
  );
}

function mustNotBeInTheWay(s: WorldState, start: number, answer: number): void {
  const frame = firstNotIsolated(s, start);
  if (frame < 0) return;
  const isolated = (s.facts[frame]! & FACT_ISOLATED) !== 0;
  throw new Objection(
    isolated ? 'INV-137' : 'INV-188',
    `isolating the pageblock at ${hex(start)} was answered ${answerName(answer)}, although of frame ${hex(frame)} ${whyNotIsolated(s, frame, start)}`,
    frame,
  );
}

function objectToAnswer(s: WorldState, start: number, answer: number): never {
  const said = s.callerIsolated[start >> s.pageblockOrder] === 1 ? 'isolated' : 'left in service';
  throw new Objection(
    'INV-136',
    `the pageblock at ${hex(start)} was ${said}, and the answer is ${answerName(answer)}`,
    start,
  );
}
