import { ERROR_REAL } from '../../spec/operations/arguments.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import {
  NOT_ONLINE,
  POISON_ALREADY,
  POISON_CORRECTED,
  POISON_FAILED,
  POISON_IGNORED,
  POISON_LOST,
  POISON_RECOVERED,
  POISON_RESULTS,
} from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { LEAF, leafMask } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { NO_ZONE, nodeOf } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { forget, holderAt, isHeld } from './allocations.ts';
import { answerName } from './answerName.ts';
import { hasComeHome } from './cameHome.ts';
import { followDrains, mustEnd } from './effects.ts';
import { removeFree } from './freeIndex.ts';
import { countError } from './memoryErrors.ts';
import { hex, Objection } from './objection.ts';
import {
  FACT_BAD,
  FACT_BAD_INJECTED,
  FACT_BAD_REAL,
  FACT_MIRROR,
  STRUCK,
  STRUCK_AGAIN,
  TAG_CACHED,
  type WorldState,
} from './state.ts';
import { stepFrames, wouldStay } from './step.ts';

const WITHHELD = 1 << LEAF['free.isolated'];
const FREE = leafMask('free.available', 'free.cached', 'free.reserve') | WITHHELD;
const DOUBTFUL = leafMask('free.available', 'free.cached');
const FIXED = 1 << LEAF['pinned.fixed'];
const MUST_STAY = ['kernel', 'reclaimable', 'driver', 'kernelCritical'].map((claim) =>
  (CLAIMS as readonly string[]).indexOf(claim),
);

const RULES: Readonly<Record<number, string>> = {
  [POISON_RECOVERED]: 'INV-193',
  [POISON_LOST]: 'INV-192',
  [POISON_IGNORED]: 'INV-195',
  [POISON_FAILED]: 'INV-195',
  [POISON_ALREADY]: 'INV-196',
  [POISON_CORRECTED]: 'INV-162',
};

/** Follows a memory error: the one result that the state of the frame allows, and its consequences. */
export function followPoison(
  s: WorldState,
  frame: number,
  error: number,
  answer: number,
  effects: Effects,
): void {
  if (frame >= s.frameCount || s.zone[frame] === NO_ZONE) {
    if (answer !== NOT_ONLINE) {
      throw new Objection(
        'INV-3',
        `poison of ${hex(frame)}, which is not online, was answered ${nameOf(answer)}`,
        frame,
      );
    }
    mustEnd(effects, 0, 'poison');
    return;
  }
  const wasCached = isOnPrivateList(s, frame);
  mustEnd(effects, followDrains(s, effects, 0), 'poison');
  const expected = resultFor(s, frame, error);
  if (answer !== expected) {
    throw new Objection(
      ruleOfResult(s, frame, expected, answer),
      `an error in frame ${hex(frame)} was answered ${nameOf(answer)}; ${POISON_RESULTS[expected]} is right`,
      frame,
    );
  }
  apply(s, frame, error, expected, wasCached);
}

function ruleOfResult(s: WorldState, frame: number, expected: number, answer: number): string {
  if (answer === POISON_CORRECTED && s.brokenMirror[Math.trunc(frame / s.blockPages)]) return 'INV-161';
  if (answer === POISON_ALREADY && hasComeHome(s, frame)) return 'INV-5';
  return RULES[expected]!; // One of the results.
}

/** The one result that the state of the frame allows; the frame is in service. */
export function resultFor(s: WorldState, frame: number, error: number): number {
  const facts = s.facts[frame]!; // Callers have seen that the frame is in service.
  if (facts & FACT_BAD) return POISON_ALREADY;
  if (error === ERROR_REAL && (facts & FACT_MIRROR) === 0) return POISON_CORRECTED;
  if (s.belief[frame]! & FREE) return POISON_RECOVERED;
  if (s.belief[frame] === FIXED) return POISON_IGNORED;
  const handle = holderAt(s, frame);
  if (MUST_STAY.includes(s.claim[handle]!)) return POISON_IGNORED;
  return isHeld(s, handle) || s.order[handle]! > 0 ? POISON_FAILED : POISON_LOST;
}

function apply(s: WorldState, frame: number, error: number, result: number, wasCached: boolean): void {
  const event = error === ERROR_REAL ? PAGE_EVENT.poisonReal : PAGE_EVENT.poisonInjected;
  switch (result) {
    case POISON_RECOVERED:
      takeOff(s, frame);
      s.witnesses[wasCached ? WITNESS['poisoned-cached'] : WITNESS['poisoned-free']]!++;
      break;
    case POISON_LOST:
      forget(s, holderAt(s, frame));
      s.witnesses[WITNESS['poisoned-used']]!++;
      break;
    case POISON_IGNORED:
    case POISON_FAILED:
      s.marked++;
      s.witnesses[WITNESS['poisoned-kernel']]!++;
      break;
    case POISON_CORRECTED:
      s.witnesses[WITNESS['poison-corrected']]!++;
      break;
  }
  noteStruck(s, frame, result);
  countError(s, nodeOf(s.zone[frame]!), error, result); // In service, as callers have seen.
  if (result <= POISON_LOST) stepFrames(s, event, frame, 1);
  else noteMark(s, event, frame);
  if (result < POISON_ALREADY) s.facts[frame]! |= error === ERROR_REAL ? FACT_BAD_REAL : FACT_BAD_INJECTED;
}

/** An error in what is in use takes nothing from its holder and gives nobody a hold on it: a report that says otherwise is its doing. */
function noteStruck(s: WorldState, frame: number, result: number): void {
  if (result === POISON_CORRECTED) return;
  const handle = holderAt(s, frame);
  if (handle >= 0) s.struck[handle] = result === POISON_ALREADY ? STRUCK_AGAIN : STRUCK;
}

/**
 * A frame that keeps its place is stepped too, where the leaf's own transition is the one that keeps it. A page of a larger
 * block stays because of its block, which is not the page's to know: its leaf would leave, so that arrow was not walked.
 */
function noteMark(s: WorldState, event: number, frame: number): void {
  if (wouldStay(s, event, frame)) stepFrames(s, event, frame, 1);
}

/** Takes one frame out of the free memory; the rest of its block stays. */
function takeOff(s: WorldState, frame: number): void {
  if (s.belief[frame] === WITHHELD) {
    s.isolatedFree[s.zone[frame]!]!--; // In service, as callers have seen.
    return;
  }
  if (!removeFree(s, frame, 0))
    throw new Objection('INV-193', `frame ${hex(frame)} was not taken out of any free block`, frame);
  if (s.belief[frame] === DOUBTFUL) s.doubtful[s.zone[frame]!]!--; // It was one of those in doubt.
}

/** Only frames of cached blocks are looked for: `putBack` must precede the answer for them. */
function isOnPrivateList(s: WorldState, frame: number): boolean {
  for (let order = 0; order <= s.maxOrder; order++) {
    if (s.tag[frame & -(1 << order)] === TAG_CACHED + order) return true;
  }
  return false;
}

const nameOf = (answer: number): string => POISON_RESULTS[answer] ?? answerName(answer);
