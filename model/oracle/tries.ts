import {
  POINT_MIGRATION,
  POINT_REFERENCE,
  POINT_SIGNAL,
  POINT_TARGET,
} from '../../spec/operations/arguments.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { holderOfBlock, isMovable } from './allocations.ts';
import { strikes } from './failurePoints.ts';
import { hex, Objection } from './objection.ts';
import { TAG_USED, type WorldState } from './state.ts';

/*
 * Each try to move an allocation out of a memory block or a range passes the failure points in a fixed order, so that what the target says
 * of the try can be held against what is armed.
 */

/** A try up to the search for a new place, whatever that finds: nothing else was in its way. */
export function mustReachSearch(s: WorldState, pfn: number): void {
  mustHaveTime(s);
  if (strikes(s, POINT_REFERENCE)) objectToMove(pfn, 'somebody held a reference to it');
  if (strikes(s, POINT_TARGET)) objectToMove(pfn, 'no new place was to be found');
  if (strikes(s, POINT_MIGRATION)) objectToMove(pfn, 'it could not be isolated');
}

/** Who empties memory looks for the next page to move, and no signal may be pending. */
export function mustHaveTime(s: WorldState): void {
  if (strikes(s, POINT_SIGNAL))
    throw new Objection('INV-187', 'memory was emptied further although a fatal signal was pending');
}

/** A try that failed for the moment: a page that could move is named, and one of the points was due. */
export function judgeRetry(s: WorldState, pfn: number, met: WitnessName = 'offline-retried'): void {
  mustHaveTime(s);
  if (s.tag[pfn]! < TAG_USED)
    throw new Objection(
      'INV-187',
      `a move of ${hex(pfn)} is said to have failed, where nobody uses anything`,
      pfn,
    );
  mustFail(s, pfn, 'INV-187');
  s.witnesses[WITNESS[met]]!++;
}

/** One of the points behind the signal fails this time. */
export function mustFail(s: WorldState, pfn: number, rule: string): void {
  const handle = holderOfBlock(s, pfn, 'a failed move');
  const failed = strikes(s, POINT_REFERENCE) || strikes(s, POINT_TARGET) || strikes(s, POINT_MIGRATION);
  if (failed && isMovable(s, handle)) return;
  throw new Objection(rule, `a move of ${hex(pfn)} is said to have failed, which nothing explains`, pfn);
}

function objectToMove(pfn: number, why: string): never {
  throw new Objection(
    'INV-168',
    `the allocation at ${hex(pfn)} was moved or given up, although ${why} at that moment`,
    pfn,
  );
}
