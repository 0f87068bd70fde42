import { FINDING } from '../../spec/findings.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import { INVALID, NO_MEMORY, NOT_PERMITTED, refusalName } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { ZONE_MOVABLE, zoneId, zoneIndexOf } from '../../spec/zones/zone.ts';
import { hold } from './allocations.ts';
import { followRequestEffects, mustEnd } from './effects.ts';
import { hasUsable } from './marks.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { Objection } from './objection.ts';
import { noteGrant, type Serving, serveBlock } from './serve.ts';
import type { WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

const CRITICAL = CLAIMS.indexOf('critical');

/** Follows an allocation: one object for all of them, since the hot path must not make one each. */
export class AllocateFollower {
  readonly #s: WorldState;
  readonly #serving: Serving & { terms: RequestTerms; node: number; order: number; event: number };

  constructor(s: WorldState, terms: RequestTerms) {
    this.#s = s;
    this.#serving = {
      terms,
      node: 0,
      order: 0,
      event: terms.serve,
      drained: false,
      refilledZone: -1,
      pledgedZone: -1,
      stealing: false,
      drainsAnyway: false,
    };
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
    if (!terms.valid || !terms.permitted) return judgeForbidden(s, terms, answer, effects);
    serving.terms = terms;
    serving.node = node;
    serving.order = order;
    serving.event = terms.serve;
    serving.drained = false;
    serving.refilledZone = -1;
    serving.pledgedZone = -1;
    if (effects.count > 0) mustEnd(effects, followRequestEffects(s, serving, effects, 0), 'allocate');
    if (answer < 0) {
      judgeRefusal(s, serving, answer);
      return;
    }
    serveBlock(s, serving, answer);
    hold(s, handle, answer, order, terms.claim);
    noteGrant(s, serving, answer);
    if (terms.claim === CRITICAL) s.witnesses[WITNESS['critical-granted']]!++;
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
    const said = answer < 0 ? `answered ${refusalName(answer) ?? answer}` : 'served';
    throw new Objection(rule, `${what} was ${said}; only ${refusalName(expected)} could be justified`);
  }
  if (effects.count > 0) throw new Objection(rule, `${what} changed something`);
  if (valid) s.witnesses[WITNESS['privilege-refused']]!++;
}

function judgeRefusal(s: WorldState, serving: Serving, answer: number): void {
  if (answer !== NO_MEMORY) {
    const said = refusalName(answer) ?? answer;
    throw new Objection('INV-3', `the answer is ${said}; only NO_MEMORY could be justified`);
  }
  const objection = whyNotOutOfMemory(s, serving);
  if (objection !== null)
    throw new Objection('INV-3', `the request was refused for lack of memory, ${objection}`);
  noteRefusal(s, serving);
}

function noteRefusal(s: WorldState, { terms, node, order }: Serving): void {
  const movable = zoneId(node, ZONE_MOVABLE);
  if (terms.ceiling < ZONE_MOVABLE && !terms.mandatory && hasUsable(s, UNMOVABLE, movable, order)) {
    s.witnesses[WITNESS['kernel-refused-movable-free']]!++;
    s.findings[FINDING['out-of-memory-movable-free']]!++;
  }
  if (terms.claim === CRITICAL) s.witnesses[WITNESS['critical-refused']]!++;
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
