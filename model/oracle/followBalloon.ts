import type { Effects } from '../../spec/operations/effects.ts';
import { DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { forget, hold } from './allocations.ts';
import { answerName } from './answerName.ts';
import { setMarks } from './boot.ts';
import { followRequestEffects, mustEnd } from './effects.ts';
import { followGivenBack, type GivenBack } from './followFree.ts';
import { moveServing } from './mayMove.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { hex, Objection } from './objection.ts';
import { serveBlock } from './serve.ts';
import { ANY_CPU, FACT_MIRROR, KEPT_BY_HYPERVISOR, KEPT_BY_OWNER, type WorldState } from './state.ts';
import type { TermsBook } from './terms.ts';

const RETURNED: GivenBack = {
  toLists: PAGE_EVENT.returnLent,
  toCache: PAGE_EVENT.returnLentToCache,
  name: 'deflate',
};

/** Follows a page that is lent: it was free and found like any other, and its zone manages one page fewer. */
export function followInflate(
  s: WorldState,
  book: TermsBook,
  handle: number,
  node: number,
  cpu: number,
  answer: number,
  effects: Effects,
): void {
  s.cpu = cpu;
  const terms = book.balloon;
  const serving = { ...moveServing(terms, node, 0), event: PAGE_EVENT.lend };
  mustEnd(effects, followRequestEffects(s, serving, effects, 0), 'inflate');
  if (answer < 0) {
    const why = answer === NO_MEMORY ? whyNotOutOfMemory(s, serving) : 'which is no answer to it';
    if (why === null) return;
    throw new Objection('INV-3', `inflate was answered ${answerName(answer)}, ${why}`);
  }
  serveBlock(s, serving, answer);
  s.owner[handle] = 0;
  s.kept[handle] = KEPT_BY_HYPERVISOR;
  hold(s, handle, answer, 0, terms.claim);
  manage(s, answer, -1);
  s.witnesses[WITNESS.lent]!++;
}

/** Follows a lent page that comes back: it is free, and its zone manages one page more. */
export function followDeflate(s: WorldState, handle: number, answer: number, effects: Effects): void {
  const pfn = s.at[handle]!; // The run loop takes back only what is lent.
  s.cpu = ANY_CPU;
  if (answer !== DONE)
    throw new Objection('INV-3', `deflate of frame ${hex(pfn)} was answered ${answerName(answer)}`, pfn);
  manage(s, pfn, 1);
  forget(s, handle);
  s.kept[handle] = KEPT_BY_OWNER;
  followGivenBack(s, pfn, 0, RETURNED, effects);
  s.witnesses[WITNESS.returned]!++;
}

/** Marks and reserves follow. Source: adjust_managed_page_count. */
function manage(s: WorldState, pfn: number, pages: 1 | -1): void {
  const zone = s.zone[pfn]!; // It is in service.
  s.managed[zone]! += pages;
  s.lent[zone]! -= pages;
  if ((s.facts[pfn]! & FACT_MIRROR) === 0) s.mirrored[zone]! += pages;
  setMarks(s);
}
