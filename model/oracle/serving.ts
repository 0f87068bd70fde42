import type { Objection } from './objection.ts';
import type { RequestTerms } from './terms.ts';

/** What a request is in the middle of. */
export interface Serving {
  terms: RequestTerms;
  node: number;
  order: number;
  /** Page event of the grant. */
  event: number;
  /** Private lists gave something back since the request began. */
  drained: boolean;
  /** A refill was judged already; the check of its first block admits the rest. -1: none. */
  refilledZone: number;
  /** Pages that the refill has brought so far. */
  taken: number;
  /** The zone that was refilled from, or had a pageblock claimed, for this request. -1: none. */
  pledgedZone: number;
  /** A zone whose boost tells that it passed its check for the request; -1: none. */
  admittedZone: number;
  /** Claims tried, as boosts tell, since the last block was taken. */
  tried: number;
  /** The refill in work has begun to borrow from another type. */
  stealing: boolean;
  /** The operation around the request empties private lists for reasons of its own. */
  drainsAnyway: boolean;
  /** The answer is a refusal, so that the refusal is judged before whatever led to it. */
  isRefused: boolean;
  /** What such a request did too early, or null. */
  tooEarly: Objection | null;
  /** Reserved pageblocks that stay in each zone when one is given up: the last goes only to a request without progress. */
  keepsReserved: number;
  /** Reserved pageblocks given up in the round in work. */
  unreserved: number;
}

/**
 * A request at its beginning. All of them are made here: objects that are alike in every field and its place are what the hot
 * path is fast with.
 */
export const newServing = (
  terms: RequestTerms,
  node: number,
  order: number,
  event: number,
  drainsAnyway = false,
): Serving => ({
  terms,
  node,
  order,
  event,
  drained: false,
  refilledZone: -1,
  taken: 0,
  pledgedZone: -1,
  admittedZone: -1,
  tried: 0,
  stealing: false,
  drainsAnyway,
  isRefused: false,
  tooEarly: null,
  keepsReserved: 1,
  unreserved: 0,
});
