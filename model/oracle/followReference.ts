import type { Effects } from '../../spec/operations/effects.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { countReclaimable, forget, isHeld, isKernelMemory } from './allocations.ts';
import { answerName } from './answerName.ts';
import { mustAnswer } from './answers.ts';
import { mustEnd } from './effects.ts';
import { followGivenBack, type GivenBack } from './followFree.ts';
import { blockText, Objection } from './objection.ts';
import { ANY_CPU, KEPT_BY_REFERENCE, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';

const DRIVER = CLAIMS.indexOf('driver');

const LAST: GivenBack = { toLists: PAGE_EVENT.putLast, toCache: PAGE_EVENT.putLastToCache, name: 'putRef' };

/** Follows an extra reference: the allocation stays what and where it is from now on. */
export function followGetRef(s: WorldState, handle: number, answer: number, effects: Effects): void {
  mustAnswer(answer, DONE, 'INV-3', effects);
  countReclaimable(s, handle, -1);
  stepFrames(s, PAGE_EVENT.getRef, s.at[handle]!, 1 << s.order[handle]!); // The run loop references only what lives.
  s.references[handle]!++;
  s.witnesses[WITNESS.referenced]!++;
}

/** Follows the end of a reference: the allocation may move again, or, if its owner has freed it, is free. */
export function followPutRef(s: WorldState, handle: number, answer: number, effects: Effects): void {
  const pfn = s.at[handle]!;
  const order = s.order[handle]!;
  if (answer !== DONE) {
    const said = answerName(answer);
    const what = `putRef of ${blockText(pfn, order)}, which is referenced, was answered ${said}`;
    throw new Objection('INV-3', what, pfn);
  }
  if (s.kept[handle] === KEPT_BY_REFERENCE && s.references[handle] === 1)
    return endOrphan(s, handle, effects);
  s.references[handle]!--;
  mustEnd(effects, 0, 'putRef');
  stepFrames(s, PAGE_EVENT[eventOf(s, handle)], pfn, 1 << order);
  countReclaimable(s, handle, 1);
}

function eventOf(s: WorldState, handle: number): 'putRefLeft' | 'putRefToDriver' | 'putRefToNone' {
  if (isHeld(s, handle) || isKernelMemory(s, handle)) return 'putRefLeft';
  return s.claim[handle] === DRIVER ? 'putRefToDriver' : 'putRefToNone';
}

/** The owner has freed it before: all pages of the block become free now, and not earlier. */
function endOrphan(s: WorldState, handle: number, effects: Effects): void {
  const pfn = s.at[handle]!;
  forget(s, handle);
  s.references[handle] = 0;
  s.cpu = ANY_CPU; // Whoever drops the last reference, nobody says where it runs.
  followGivenBack(s, pfn, s.order[handle]!, LAST, effects);
  s.witnesses[WITNESS['orphan-freed']]!++;
}

/** Follows the free of a referenced allocation: its owner has it no more, and nothing becomes free. */
export function followOwnerDrop(s: WorldState, handle: number, effects: Effects): void {
  const pfn = s.at[handle]!;
  const order = s.order[handle]!;
  if (effects.count > 0)
    throw new Objection(
      'INV-107',
      `free of ${blockText(pfn, order)}, which is referenced, put something on a list`,
      pfn,
    );
  stepFrames(s, PAGE_EVENT.ownerDrop, pfn, 1 << order);
  s.kept[handle] = KEPT_BY_REFERENCE;
  s.locked[handle] = 0;
  s.witnesses[WITNESS.orphaned]!++;
}
