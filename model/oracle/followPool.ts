import type { Effects } from '../../spec/operations/effects.ts';
import { DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { POOL_ELEMENTS, POOL_NODE } from '../../spec/requests/pool.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { firstMarked, forget, hold, place } from './allocations.ts';
import { answerName } from './answerName.ts';
import { mustAnswer } from './answers.ts';
import { followRequestEffects, mustEnd } from './effects.ts';
import { followFree } from './followFree.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { hex, Objection } from './objection.ts';
import { releaseFrames } from './release.ts';
import { serveBlock } from './serve.ts';
import { newServing } from './serving.ts';
import { KEPT_BY_OWNER, KEPT_BY_POOL, type WorldState } from './state.ts';
import type { TermsBook } from './terms.ts';

/** Elements the pool keeps now. */
export const keptElements = (s: WorldState): number => s.pool[0]!;

/** Follows a request to the pool: the page allocator first, then what is kept, and only then nothing. */
export function followPoolGet(
  s: WorldState,
  book: TermsBook,
  handle: number,
  answer: number,
  effects: Effects,
): void {
  const { pool: terms } = book;
  const serving = newServing(terms, POOL_NODE, 0, terms.serve);
  mustEnd(effects, followRequestEffects(s, serving, effects, 0), 'poolGet');
  const kept = keptAt(s, answer); // Which no refusal is.
  if (answer >= 0 && kept < 0) {
    serveBlock(s, serving, answer);
    hold(s, handle, answer, 0, terms.claim);
    return;
  }
  const why = whyNotOutOfMemory(s, serving);
  if (answer < 0) judgeRefusal(s, answer, why);
  else takeElement(s, handle, kept, answer, why);
}

/** Place of an element among those that the pool keeps, or -1. */
function keptAt(s: WorldState, pfn: number): number {
  for (let place = 1; place <= s.pool[0]!; place++) if (s.at[s.pool[place]!] === pfn) return place;
  return -1;
}

function judgeRefusal(s: WorldState, answer: number, why: string | null): void {
  if (answer !== NO_MEMORY)
    throw new Objection(
      'INV-3',
      `the pool answered ${answerName(answer)}; only NO_MEMORY could be justified`,
    );
  if (why !== null) throw new Objection('INV-3', `the pool refused for lack of memory, ${why}`);
  if (s.pool[0]! > 0)
    throw new Objection('INV-206', `the pool refused although it keeps ${s.pool[0]} elements`);
  s.witnesses[WITNESS['pool-empty']]!++;
}

/** The page stays allocated, and its holder is another one. */
function takeElement(s: WorldState, handle: number, kept: number, pfn: number, why: string | null): void {
  if (why !== null)
    throw new Objection('INV-206', `the pool gave its element at ${hex(pfn)} away, ${why}`, pfn);
  const before = s.pool[kept]!; // One of those kept.
  s.pool[kept] = s.pool[s.pool[0]!]!;
  s.pool[0]!--;
  const claim = s.claim[before]!;
  forget(s, before);
  s.kept[before] = KEPT_BY_OWNER;
  s.order[handle] = 0;
  s.claim[handle] = claim;
  place(s, handle, pfn);
  s.witnesses[WITNESS['pool-saved']]!++;
}

/** Follows an element that comes back: the pool is filled first. An element with the mark of a memory error is freed. */
export function followPoolPut(s: WorldState, handle: number, answer: number, effects: Effects): void {
  const pfn = s.at[handle]!; // The run loop gives back only what lives.
  if (s.pool[0] === POOL_ELEMENTS || firstMarked(s, pfn, 1) >= 0)
    return followFree(s, handle, answer, effects);
  mustAnswer(answer, DONE, 'INV-206', effects);
  s.pool[0]!++;
  s.pool[s.pool[0]!] = handle;
  s.kept[handle] = KEPT_BY_POOL;
  s.witnesses[WITNESS['pool-kept']]!++;
}

/** Follows the end of the pool: what it kept is free, and on the buddy lists. */
export function followPoolEmpty(s: WorldState, answer: number, effects: Effects): void {
  const kept = s.pool[0]!;
  mustEnd(effects, 0, 'poolEmpty');
  if (answer !== kept)
    throw new Objection('INV-206', `the pool was emptied of ${answer} elements, but kept ${kept}`);
  for (let place = 1; place <= kept; place++) {
    const handle = s.pool[place]!;
    const pfn = s.at[handle]!; // What is kept lies somewhere.
    forget(s, handle);
    s.kept[handle] = KEPT_BY_OWNER;
    releaseFrames(s, PAGE_EVENT.free, pfn, 0);
  }
  s.pool[0] = 0;
}
