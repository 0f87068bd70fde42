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
import { isOutOfMemory } from './judgeZone.ts';
import { hasUsable } from './marks.ts';
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
    this.#serving = { terms, node: 0, order: 0, event: terms.serve, drained: false, refilledZone: -1 };
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
    serving.terms = terms;
    serving.node = node;
    serving.order = order;
    serving.event = terms.serve;
    serving.drained = false;
    serving.refilledZone = -1;
    if (effects.count > 0) mustEnd(effects, followRequestEffects(s, serving, effects, 0), 'allocate');
    if (answer < 0) {
      judgeRefusal(s, serving, answer, effects);
      return;
    }
    mustBeAllowed(terms);
    serveBlock(s, serving, answer);
    hold(s, handle, answer, order, terms.claim);
    noteGrant(s, serving, answer);
    if (terms.claim === CRITICAL) s.witnesses[WITNESS['critical-granted']]!++;
  }
}

function mustBeAllowed(terms: RequestTerms): void {
  if (!terms.valid) throw new Objection('INV-123', 'flags that contradict each other were served');
  if (!terms.permitted)
    throw new Objection('INV-152', 'a mandatory mirrored request without the right to it was served');
}

function judgeRefusal(s: WorldState, serving: Serving, answer: number, effects: Effects): void {
  const { terms, node, order } = serving;
  const expected = !terms.valid ? INVALID : !terms.permitted ? NOT_PERMITTED : NO_MEMORY;
  const rule = !terms.valid ? 'INV-123' : !terms.permitted ? 'INV-152' : 'INV-3';
  if (answer !== expected) {
    throw new Objection(
      rule,
      `the answer is ${refusalName(answer) ?? answer}; only ${refusalName(expected)} could be justified`,
    );
  }
  if (expected !== NO_MEMORY) {
    if (effects.count > 0) throw new Objection(rule, 'a request that is not allowed changed something');
    if (expected === NOT_PERMITTED) s.witnesses[WITNESS['privilege-refused']]!++;
    return;
  }
  if (!isOutOfMemory(s, terms, node, order)) {
    throw new Objection(
      'INV-3',
      'the request was refused for lack of memory, although an eligible zone passes its check',
    );
  }
  mustHaveDrained(s, terms);
  noteRefusal(s, terms, node, order);
}

/** A request that may wait has every private list emptied before it gives up. */
function mustHaveDrained(s: WorldState, terms: RequestTerms): void {
  if (!terms.mayWait || !s.habits.reportsCache) return;
  for (let zone = 0; zone < s.zoneCount; zone++) {
    if (s.cached[zone]! > 0) {
      throw new Objection(
        'INV-3',
        `the request was refused with ${s.cached[zone]} pages on private lists, though it may wait`,
      );
    }
  }
}

function noteRefusal(s: WorldState, terms: RequestTerms, node: number, order: number): void {
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
