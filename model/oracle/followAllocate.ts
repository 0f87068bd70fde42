import { FINDING } from '../../spec/findings.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import { INVALID, NO_MEMORY, NOT_PERMITTED, WOULD_WAIT } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { GROUP_RECOVERABLE, PRIORITY } from '../../spec/pages/priority.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { CMA, MIRROR, MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { ZONE_MOVABLE, zoneId, zoneIndexOf } from '../../spec/zones/zone.ts';
import { REQUEST_LEAF } from '../machines/requestRules.ts';
import { hold } from './allocations.ts';
import { answerName } from './answerName.ts';
import { noteSuccess } from './deferral.ts';
import { followRequestEffects, mustEnd } from './effects.ts';
import { followReserve, isReserveAt, mustHaveUnreserved, mustHaveUnreservedFirst } from './followReserve.ts';
import { followRounds } from './followRounds.ts';
import { hasOwn } from './freeIndex.ts';
import { mustMayReserve } from './judgeReserve.ts';
import { hasUsable, isHighatomic, RUNG_LOW, RUNG_MIN } from './marks.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { Objection } from './objection.ts';
import {
  catchUp,
  newRequest,
  type OpenRequest,
  REFUSED_AT_ONCE,
  SERVED_AT_ONCE,
  stepRequest,
} from './openRequest.ts';
import { noteGrant, serveBlock } from './serve.ts';
import { newServing, type Serving } from './serving.ts';
import type { WorldState } from './state.ts';
import type { RequestTerms, TermsBook } from './terms.ts';
import { driftAll } from './zonePressure.ts';

const USER = CLAIMS.indexOf('user');
const CRITICAL = CLAIMS.indexOf('critical');
const FAST = REQUEST_LEAF.fast;
const KERNEL_CRITICAL = CLAIMS.indexOf('kernelCritical');

/** Follows an allocation: one object for all of them, since the hot path must not make one each. */
export class AllocateFollower {
  readonly #s: WorldState;
  readonly #serving: Serving;
  readonly #request = newRequest();
  readonly #book: TermsBook;

  constructor(s: WorldState, book: TermsBook, terms: RequestTerms) {
    this.#s = s;
    this.#book = book;
    this.#serving = newServing(terms, 0, 0, terms.serve);
  }

  /**
   * @param handle number of the operation
   * @param answer first pfn, or a refusal
   */
  follow(
    handle: number,
    terms: RequestTerms,
    order: number,
    node: number,
    answer: number,
    effects: Effects,
  ): void {
    const s = this.#s;
    const serving = this.#serving;
    if (!terms.valid || !terms.permitted) {
      judgeForbidden(s, terms, answer, effects);
      s.requestTransitions[REFUSED_AT_ONCE]!++;
      return;
    }
    serving.terms = terms;
    serving.node = node;
    serving.order = order;
    serving.event = terms.serve;
    serving.drained = false;
    serving.isRefused = answer < 0;
    serving.tooEarly = null;
    serving.keepsReserved = 1;
    serving.unreserved = 0;
    serving.refilledZone = -1;
    serving.admittedZone = -1;
    serving.tried = 0;
    serving.pledgedZone = -1;
    s.rung = RUNG_LOW;
    const request = this.#request;
    request.leaf = FAST;
    let reserve = effects.count;
    if (effects.count > 0) {
      reserve = followRequestEffects(s, serving, effects, 0);
      if (!isReserveAt(effects, reserve, answer)) {
        reserve = this.#followRounds(terms, order, effects, reserve);
        if (!isReserveAt(effects, reserve, answer)) mustEnd(effects, reserve, 'allocate');
      }
      if (reserve < effects.count) mustMayReserve(s, terms, order, effects.first(reserve));
    }
    if (answer < 0) {
      judgeRefusal(s, serving, request.leaf === FAST ? this.#open(terms, order) : request, answer);
      return;
    }
    this.#forgetFailures(answer, order);
    serveBlock(s, serving, answer);
    hold(s, handle, answer, order, terms.claim);
    noteGrant(s, serving, answer);
    if (s.lastRung === RUNG_MIN && isHighatomic(terms, order))
      reserve = followReserve(s, answer, order, effects, reserve);
    if (isReserveAt(effects, reserve, answer))
      throw new Objection(
        'INV-133',
        'a pageblock was reserved for a request that was served at the low mark',
        answer,
      );
    mustEnd(effects, reserve, 'allocate');
    if (terms.mandatory)
      s.witnesses[WITNESS[terms.claim === CRITICAL ? 'critical-granted' : 'reserve-served']]!++;
    if (s.rung === RUNG_LOW && !serving.drained) s.requestTransitions[SERVED_AT_ONCE]!++;
    else this.#noteLateGrant(terms, order);
  }

  /** A request that is served right after pages were moved together for it. */
  #forgetFailures(pfn: number, order: number): void {
    const s = this.#s;
    const { leaf } = this.#request;
    if (leaf !== REQUEST_LEAF.preparing && leaf !== REQUEST_LEAF.compacting) return;
    noteSuccess(s, s.zone[pfn] ?? 0, order, true);
    s.witnesses[WITNESS['retry-compacted']]!++;
  }

  /** The request of the moment, at its beginning. */
  #open({ gfp }: RequestTerms, order: number): OpenRequest {
    const request = this.#request;
    request.gfp = gfp;
    request.order = order;
    request.leaf = FAST;
    request.round = 0; // A round says by itself whether it made progress.
    return request;
  }

  #followRounds(terms: RequestTerms, order: number, effects: Effects, from: number): number {
    return followRounds(this.#s, this.#book, this.#open(terms, order), this.#serving, effects, from);
  }

  /** A grant below the low mark, after private lists were emptied, or after rounds. */
  #noteLateGrant(terms: RequestTerms, order: number): void {
    const s = this.#s;
    const request = this.#request;
    if (request.leaf === FAST) catchUp(s, this.#open(terms, order), this.#serving.drained);
    else s.witnesses[WITNESS['retry-saved']]!++;
    stepRequest(s, request, 'serve');
  }
}

/** Flags that contradict each other, or ask for what the caller has no right to: refused as such, and nothing changes. */
function judgeForbidden(s: WorldState, { valid }: RequestTerms, answer: number, effects: Effects): void {
  const expected = valid ? NOT_PERMITTED : INVALID;
  const rule = valid ? 'INV-152' : 'INV-123';
  const what = valid
    ? 'a mandatory mirrored request without the right to it'
    : 'a request with flags that contradict each other';
  if (answer !== expected) {
    const said = answer < 0 ? `answered ${answerName(answer)}` : 'served';
    throw new Objection(rule, `${what} was ${said}; only ${answerName(expected)} could be justified`);
  }
  if (effects.count > 0) throw new Objection(rule, `${what} changed something`);
  if (valid) s.witnesses[WITNESS['privilege-refused']]!++;
}

function judgeRefusal(s: WorldState, serving: Serving, request: OpenRequest, answer: number): void {
  if (answer !== NO_MEMORY && answer !== WOULD_WAIT) {
    const said = answerName(answer);
    throw new Objection('INV-3', `the answer is ${said}; only NO_MEMORY could be justified`);
  }
  const objection = whyNotOutOfMemory(s, serving);
  if (objection !== null)
    throw new Objection('INV-3', `the request was refused for lack of memory, ${objection}`);
  if (serving.tooEarly !== null) throw serving.tooEarly;
  if (!serving.drained) mustHaveUnreservedFirst(s, serving);
  endRequest(s, serving, request, answer);
  noteRefusal(s, serving);
}

/** How far the request went before it was refused, and whether it might end there. */
function endRequest(s: WorldState, serving: Serving, request: OpenRequest, answer: number): void {
  catchUp(s, request, serving.terms.mayWait);
  if (answer === WOULD_WAIT) {
    mustHaveUnreserved(s, serving);
    stepRequest(s, request, 'wait');
    s.witnesses[WITNESS['retry-would-wait']]!++;
  } else if (request.round === 0) stepRequest(s, request, 'fail');
  else if (request.leaf !== REQUEST_LEAF.gaveUp) {
    stepRequest(s, request, 'giveUp');
    throw new Objection('INV-4', 'a request gave up and did not say after how many rounds');
  }
}

function noteRefusal(s: WorldState, { terms, node, order }: Serving): void {
  driftAll(s);
  const movable = zoneId(node, ZONE_MOVABLE);
  if (terms.ceiling < ZONE_MOVABLE && !terms.mandatory && hasUsable(s, UNMOVABLE, movable, order)) {
    s.witnesses[WITNESS['kernel-refused-movable-free']]!++;
    s.findings[FINDING['out-of-memory-movable-free']]!++;
  }
  if (terms.claim === CRITICAL) s.witnesses[WITNESS['critical-refused']]!++;
  if (terms.claim === KERNEL_CRITICAL) s.witnesses[WITNESS['reserve-empty']]!++;
  noteMirrorRefusal(s, terms, node, order);
  if (isElsewhere(terms, node, (zone) => hasOwn(s, zone, CMA, order))) s.findings[FINDING['cma-idle']]!++;
  noteClosedAreas(s, terms, node, order);
  if (terms.gfp & GFP.THISNODE) s.witnesses[WITNESS['this-node-refused']]!++;
  let free = 0;
  for (const zone of terms.zonelists[node]!) {
    if (zoneIndexOf(zone) <= terms.ceiling) free += s.free[zone]!;
    if (terms.ceiling === ZONE_MOVABLE && zoneIndexOf(zone) < ZONE_MOVABLE && s.free[zone]! > 0) {
      s.witnesses[WITNESS['user-refused-kernel-free']]!++;
    }
  }
  if (order > 0 && free >= 1 << order) s.witnesses[WITNESS['refused-fragmented']]!++;
  if (order === 0 && free > 0) s.witnesses[WITNESS['refused-at-mark']]!++;
}

/** CMA areas of ZONE_MOVABLE are closed to whoever stays in kernel zones, movable or not. */
function noteClosedAreas(
  s: WorldState,
  { ceiling, type, zonelists }: RequestTerms,
  node: number,
  order: number,
) {
  if (!s.cmaInMovable || ceiling === ZONE_MOVABLE) return;
  if (!zonelists[node]!.some((zone) => hasOwn(s, zone, CMA, order))) return;
  s.witnesses[WITNESS['cma-zone-closed']]!++;
  if (type === MOVABLE) s.findings[FINDING['cma-closed']]!++;
}

/** What a refusal says of the policy: mirrored memory was exhausted, or was there and not for this request. */
function noteMirrorRefusal(s: WorldState, terms: RequestTerms, node: number, order: number): void {
  if (!s.inForce) return;
  if (GROUP[terms.claim]! < GROUP_RECOVERABLE && isElsewhere(terms, node, (zone) => isHeldByLower(s, zone)))
    s.findings[FINDING['mirror-held-by-lower-group']]!++;
  if (terms.mandatory) s.findings[FINDING['mirror-full']]!++;
  else if (s.setsAside && isElsewhere(terms, node, (zone) => hasOwn(s, zone, MIRROR, order))) {
    s.witnesses[WITNESS['refused-reserve-free']]!++;
    const kind = terms.claim === USER ? 'out-of-memory-mirror-free' : 'out-of-memory-reserve-free';
    s.findings[FINDING[kind]]!++;
  } else if (terms.outside && isElsewhere(terms, node, (zone) => hasMirrored(s, zone, order)))
    s.findings[FINDING['out-of-memory-mirror-free']]!++;
}

const isElsewhere = (
  { zonelists, ceiling }: RequestTerms,
  node: number,
  has: (zone: number) => boolean,
): boolean => zonelists[node]!.some((zone) => zoneIndexOf(zone) <= ceiling && has(zone));

const hasMirrored = (s: WorldState, zone: number, order: number): boolean =>
  s.mirrored[zone]! > 0 && hasUsable(s, UNMOVABLE, zone, order);

const GROUP = CLAIMS.map((claim) => PRIORITY[claim]);

/** A zone that is mirrored as a whole and holds memory that reclaim could drop: of the last group, all of it. */
const isHeldByLower = (s: WorldState, zone: number): boolean =>
  s.mirrored[zone] === s.managed[zone] && s.reclaimable[zone]! > 0;
