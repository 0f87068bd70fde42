import { EFFECT_CULPRIT, EFFECT_MOVED, type Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, INVALID, NO_MEMORY, NOT_PERMITTED } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { leafMask } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { nodeOf, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { countReclaimable, holderAt } from './allocations.ts';
import { answerName } from './answerName.ts';
import { mustAnswer } from './answers.ts';
import { culpritOf } from './culpritOf.ts';
import { followRequestEffects, mustEnd } from './effects.ts';
import { keepsFromMoving, mayMove, moveServing } from './mayMove.ts';
import { followMove, holderOfMoved } from './move.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { blockText, hex, Objection } from './objection.ts';
import type { Serving } from './serving.ts';
import { ANY_CPU, FACT_MIRROR, KEPT_BY_OWNER, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';
import type { TermsBook } from './terms.ts';

const USER = CLAIMS.indexOf('user');
const CRITICAL = CLAIMS.indexOf('critical');
const MIRRORED = leafMask('mirrored.critical', 'mirrored.criticalPinned');

/**
 * Follows a process that becomes mirrored: everything it maps is on mirrored frames at the end, libraries included, or it
 * stays what it was. What stands in the way is named.
 */
export function followUpgrade(
  s: WorldState,
  book: TermsBook,
  owner: number,
  privilege: number,
  answer: number,
  effects: Effects,
): void {
  if (owner === 0) return mustAnswer(answer, INVALID, 'INV-3', effects);
  if (!s.inForce || !s.design.criticalRequests || privilege === 0) {
    mustAnswer(answer, NOT_PERMITTED, 'INV-152', effects);
    s.witnesses[WITNESS['upgrade-not-permitted']]!++;
    return;
  }
  s.cpu = ANY_CPU;
  const blocked = outsideOf(s, owner).filter((handle) => !mayMove(s, handle));
  if (answer === BUSY) return judgeBusy(s, blocked, effects);
  if (blocked.length > 0) objectToLeftBehind(s, blocked[0]!, 'which must stay where it is');
  const stuck = followMoves(s, book, owner, effects);
  if (answer === NO_MEMORY) return judgeNoMemory(s, stuck);
  if (answer !== DONE || stuck !== null)
    throw new Objection('INV-3', `an upgrade was answered ${answerName(answer)}`);
  const [left] = outsideOf(s, owner);
  if (left !== undefined) objectToLeftBehind(s, left, 'which is not mirrored');
  for (const handle of mappedBy(s, owner)) promote(s, handle);
  s.upgraded |= 1 << owner;
  s.witnesses[WITNESS.upgraded]!++;
}

/** What a process maps: its user memory, as far as it still has it. */
const mappedBy = (s: WorldState, owner: number): number[] => {
  const mapped: number[] = [];
  for (let handle = 0; handle < s.handles; handle++) if (isMapped(s, owner, handle)) mapped.push(handle);
  return mapped;
};

function isMapped(s: WorldState, owner: number, handle: number): boolean {
  if (s.owner[handle] !== owner || s.at[handle]! < 0 || s.kept[handle] !== KEPT_BY_OWNER) return false;
  return s.claim[handle] === USER || s.claim[handle] === CRITICAL;
}

const outsideOf = (s: WorldState, owner: number): number[] =>
  mappedBy(s, owner).filter((handle) => !isInMirror(s, handle));

/** Mirrored, and where memory with a right to the mirror may lie: ZONE_MOVABLE may leave, and its mirror with it. */
function isInMirror(s: WorldState, handle: number): boolean {
  const pfn = s.at[handle]!; // Only live allocations are mapped.
  if (zoneIndexOf(s.zone[pfn]!) === ZONE_MOVABLE) return false;
  for (let frame = pfn; frame < pfn + (1 << s.order[handle]!); frame++)
    if ((s.facts[frame]! & FACT_MIRROR) !== 0) return false;
  return true;
}

interface Stuck {
  readonly handle: number;
  readonly serving: Serving;
}

/** Each move is judged by itself, as a mandatory mirrored request. @returns the allocation that found no place, or null */
function followMoves(s: WorldState, book: TermsBook, owner: number, effects: Effects): Stuck | null {
  let index = 0;
  while (index < effects.count) {
    const next = nextNamed(effects, index);
    if (next < 0) break;
    const pfn = effects.first(next);
    const isMove = effects.kind(next) === EFFECT_MOVED;
    const handle = isMove ? holderOfMoved(s, pfn) : holderAt(s, pfn);
    mustBeOutside(s, owner, handle, pfn);
    const serving = servingOf(s, book, handle);
    index = followRequestEffects(s, serving, effects, index);
    if (index !== next) break;
    if (isMove) followMove(s, serving, handle, effects.second(next));
    index++;
    if (isMove) continue;
    mustEnd(effects, index, 'upgrade');
    return { handle, serving };
  }
  mustEnd(effects, index, 'upgrade');
  return null;
}

function nextNamed(effects: Effects, from: number): number {
  for (let index = from; index < effects.count; index++)
    if (effects.kind(index) === EFFECT_MOVED || effects.kind(index) === EFFECT_CULPRIT) return index;
  return -1;
}

function mustBeOutside(s: WorldState, owner: number, handle: number, pfn: number): void {
  if (isMapped(s, owner, handle) && !isInMirror(s, handle)) return;
  throw new Objection('INV-4', `an upgrade touched frame ${hex(pfn)}, which need not move for it`, pfn);
}

function servingOf(s: WorldState, book: TermsBook, handle: number): Serving {
  const terms = s.claim[handle] === CRITICAL ? book.upgrades.critical : book.upgrades.user;
  return moveServing(terms, nodeOf(s.zone[s.at[handle]!]!), s.order[handle]!);
}

function judgeBusy(s: WorldState, blocked: readonly number[], effects: Effects): void {
  const culprit = culpritOf(effects, 0, 'a refused upgrade');
  if (!blocked.some((handle) => keepsFromMoving(s, handle, culprit)))
    throw new Objection('INV-3', 'an upgrade was refused because of a page that does not stand in its way');
  s.witnesses[WITNESS['upgrade-busy']]!++;
}

function judgeNoMemory(s: WorldState, stuck: Stuck | null): void {
  const why = stuck === null ? 'and nothing is named' : whyNotOutOfMemory(s, stuck.serving);
  if (why !== null) throw new Objection('INV-3', `an upgrade found no room, ${why}`);
  s.witnesses[WITNESS['upgrade-no-room']]!++;
}

function objectToLeftBehind(s: WorldState, handle: number, why: string): never {
  const pfn = s.at[handle]!;
  const block = blockText(pfn, s.order[handle]!);
  throw new Objection('INV-153', `a process became mirrored and leaves ${block} behind, ${why}`, pfn);
}

/** The page has a right to mirrored memory from now on. */
function promote(s: WorldState, handle: number): void {
  const pfn = s.at[handle]!;
  countReclaimable(s, handle, -1);
  s.claim[handle] = CRITICAL;
  countReclaimable(s, handle, 1);
  if ((s.belief[pfn]! & MIRRORED) === 0) stepFrames(s, PAGE_EVENT.promote, pfn, 1 << s.order[handle]!);
}
