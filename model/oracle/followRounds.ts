import { FINDING } from '../../spec/findings.ts';
import {
  EFFECT_ENTERED,
  EFFECT_GAVE_UP,
  EFFECT_KILLED,
  EFFECT_MOVED,
  EFFECT_RECLAIMED,
  type Effects,
} from '../../spec/operations/effects.ts';
import {
  reclaimTarget,
  STAGE_COMPACT,
  STAGE_KILL,
  STAGE_RECLAIM,
  STAGE_RESERVE,
  STAGES,
} from '../../spec/requests/rounds.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { zoneTitle } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { REQUEST_LEAF } from '../machines/requestRules.ts';
import { forget, holderOfBlock, mustNotBeLocked } from './allocations.ts';
import { followScan, hasBlock, isSuitable, newRun } from './compaction.ts';
import { considerZone } from './deferral.ts';
import { followRequestEffects } from './effects.ts';
import { mustHaveUnreserved, mustHaveUnreservedFirst } from './followReserve.ts';
import { isAt } from './isAt.ts';
import { isEligibleZone } from './marks.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { blockText, hex, Objection } from './objection.ts';
import { catchUp, type OpenRequest, stepRequest } from './openRequest.ts';
import { releaseFrames } from './release.ts';
import type { Serving } from './serving.ts';
import type { WorldState } from './state.ts';
import type { RequestTerms, TermsBook } from './terms.ts';

/** What the rounds of a request change of how it is served. */
export type SlowServing = Serving & { terms: RequestTerms };

/**
 * Follows a request through the rounds of its slow path: each stage was due, did what it may, and the attempt behind it found
 * nothing before the next one began. Returns the number of the first effect that belongs to none.
 */
export function followRounds(
  s: WorldState,
  book: TermsBook,
  request: OpenRequest,
  serving: SlowServing,
  effects: Effects,
  from: number,
): number {
  let index = from;
  while (isAt(effects, index, EFFECT_ENTERED)) {
    const stage = effects.first(index);
    enter(s, request, serving, stage, effects.second(index));
    if (stage === STAGE_RECLAIM) index = followDrops(s, request, serving, effects, index + 1);
    else if (stage === STAGE_KILL) index = followKill(s, request, serving, effects, index + 1);
    else if (stage === STAGE_COMPACT) index = followStage(s, book, request, serving, effects, index + 1);
    else index++;
    serving.refilledZone = -1;
    serving.unreserved = 0;
    if (stage === STAGE_RECLAIM) serving.keepsReserved = request.progress ? 1 : 0;
    index = followRequestEffects(s, serving, effects, index);
  }
  if (!isAt(effects, index, EFFECT_GAVE_UP)) return index;
  if (effects.first(index) !== request.round)
    throw new Objection(
      'INV-4',
      `a request gave up after ${effects.first(index)} rounds, but made ${request.round}`,
    );
  if (request.leaf === REQUEST_LEAF.reclaiming) mustHaveUnreserved(s, serving);
  stepRequest(s, request, 'giveUp');
  s.witnesses[WITNESS['retry-gave-up']]!++;
  return index + 1;
}

/** A stage begins: the request is out of memory at this moment, and the stage and its round are those that follow. */
function enter(
  s: WorldState,
  request: OpenRequest,
  serving: SlowServing,
  stage: number,
  round: number,
): void {
  catchUp(s, request, true);
  if (!serving.drained) mustHaveUnreservedFirst(s, serving);
  serving.drained = true;
  const why = whyNotOutOfMemory(s, serving);
  if (why !== null) throw new Objection('INV-4', `a request went on to ${STAGES[stage] ?? stage}, ${why}`);
  if (request.leaf === REQUEST_LEAF.reclaiming) mustHaveUnreserved(s, serving);
  if (stage === STAGE_RECLAIM) stepRequest(s, request, 'reclaim');
  else if (stage === STAGE_KILL) stepRequest(s, request, 'kill');
  else if (stage === STAGE_COMPACT) stepRequest(s, request, 'compact');
  else if (stage === STAGE_RESERVE) stepRequest(s, request, 'openReserve');
  else throw new Objection('INV-4', `a request entered stage ${stage}, which there is not`);
  if (stage === STAGE_RECLAIM) {
    request.round++;
  } else if (stage === STAGE_RESERVE) {
    serving.terms = serving.terms.urgent ?? serving.terms; // A request that may not fail has them.
    s.witnesses[WITNESS['retry-reserve']]!++;
  }
  if (round !== request.round)
    throw new Objection('INV-4', `a request reported round ${round}, but this is round ${request.round}`);
}

/** Each zone that the request may use is compacted in turn, until one has a block for it. */
function followStage(
  s: WorldState,
  book: TermsBook,
  { order }: OpenRequest,
  { terms, node }: SlowServing,
  effects: Effects,
  from: number,
): number {
  let index = from;
  for (const zone of terms.zonelists[node]!) {
    if (!isEligibleZone(s, terms, zone)) continue;
    if (considerZone(s, zone, order)) {
      mustRest(s, zone, effects, index);
      continue;
    }
    const run = newRun(zone, order, terms.type, terms.ceiling);
    if (!isSuitable(s, run)) continue;
    index = followScan(s, book, run, effects, index);
    if (hasBlock(s, run)) break;
  }
  return index;
}

/** Nothing moves in a zone whose compaction is put off. */
function mustRest(s: WorldState, zone: number, effects: Effects, index: number): void {
  if (!isAt(effects, index, EFFECT_MOVED)) return;
  const pfn = effects.first(index);
  if (s.zone[pfn] !== zone) return;
  throw new Objection('INV-177', `compaction of ${zoneTitle(zone)} was put off, but moved ${hex(pfn)}`, pfn);
}

/** Drops user memory where it helps, no more than the round may, and no less than there is. */
function followDrops(
  s: WorldState,
  request: OpenRequest,
  serving: SlowServing,
  effects: Effects,
  from: number,
): number {
  const target = reclaimTarget(request.order, s.frameCount);
  let dropped = 0;
  let index = from;
  for (; isAt(effects, index, EFFECT_RECLAIMED); index++) {
    const pfn = effects.first(index);
    if (dropped >= target)
      throw new Objection('INV-156', `a round dropped frame ${pfn} after ${dropped} pages were free`, pfn);
    dropped += drop(s, serving, pfn);
  }
  request.progress = dropped > 0;
  if (dropped < target) mustBeDry(s, serving);
  return index;
}

function drop(s: WorldState, { terms, node }: SlowServing, pfn: number): number {
  const handle = holderOfBlock(s, pfn, 'reclaim');
  const order = s.order[handle]!; // A holder has an order.
  const zone = s.zone[pfn]!;
  if (!terms.zonelists[node]!.includes(zone) || !isEligibleZone(s, terms, zone)) {
    throw new Objection(
      'INV-156',
      `reclaim dropped ${blockText(pfn, order)} in ${zoneTitle(zone)}, which does not help the request`,
      pfn,
    );
  }
  mustNotBeLocked(s, handle);
  forget(s, handle);
  releaseFrames(s, PAGE_EVENT.reclaim, pfn, order);
  s.witnesses[WITNESS['retry-reclaimed']]!++;
  return 1 << order;
}

function mustBeDry(s: WorldState, { terms, node }: SlowServing): void {
  for (const zone of terms.zonelists[node]!) {
    const left = s.reclaimable[zone]!;
    if (left === 0 || !isEligibleZone(s, terms, zone)) continue;
    throw new Objection(
      'INV-3',
      `a round stopped dropping with ${left} pages left to drop in ${zoneTitle(zone)}`,
    );
  }
}

/** One process that holds user memory dies, and all of that which is not pinned is free; or there is none. */
function followKill(
  s: WorldState,
  request: OpenRequest,
  serving: SlowServing,
  effects: Effects,
  from: number,
): number {
  if (!isAt(effects, from, EFFECT_KILLED)) {
    const spared = s.killable.findIndex((pages) => pages > 0);
    if (spared >= 0)
      throw new Objection('INV-3', `nobody was killed, though owner ${spared} holds memory to free`);
    return from;
  }
  const owner = effects.first(from);
  if ((s.killable[owner] ?? 0) === 0)
    throw new Objection('INV-204', `owner ${owner} was killed, who holds no memory that would be free`);
  let index = from + 1;
  let helps = false;
  for (; isAt(effects, index, EFFECT_RECLAIMED); index++) {
    const zone = dropOfVictim(s, effects.first(index), owner);
    helps ||= isEligibleZone(s, serving.terms, zone);
  }
  if (s.killable[owner]! > 0)
    throw new Objection('INV-4', `owner ${owner} was killed and keeps ${s.killable[owner]} pages`);
  request.progress = true;
  s.witnesses[WITNESS['retry-killed']]!++;
  if (!helps) s.findings[FINDING['killed-in-vain']]!++;
  return index;
}

function dropOfVictim(s: WorldState, pfn: number, owner: number): number {
  const handle = holderOfBlock(s, pfn, 'kill');
  if (s.owner[handle] !== owner)
    throw new Objection(
      'INV-4',
      `the kill of owner ${owner} dropped frame ${pfn} of owner ${s.owner[handle]}`,
      pfn,
    );
  const zone = s.zone[pfn]!;
  forget(s, handle);
  // The end of a process frees what reclaim may not touch: locked and mirrored memory too.
  releaseFrames(s, PAGE_EVENT.free, pfn, s.order[handle]!);
  return zone;
}
