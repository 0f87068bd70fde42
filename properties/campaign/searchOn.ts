import { isOfTheEnd, isSameTrouble, looksEveryStep } from '../run/session.ts';
import type { Violation } from '../run/violation.ts';
import type { Search } from '../shrink/trials.ts';
import type { Arena } from './arena.ts';

const SEARCHABLE_FRAMES = 4096;

/** Scenarios of a few operations that are tried in search of something shorter: fewer on a large machine, where each takes longer. */
const MOST_TRIED = 260_000;
const MOST_FRAMES_TRIED = 400_000_000;
/** Where the trouble is one of the end, whole runs are tried: enough for all of one operation. */
const MOST_WHOLE = 400;

/** Machines on which a few operations cost little. */
export const isSearchable = ({ map }: Arena): boolean => map.frameCount <= SEARCHABLE_FRAMES;

/**
 * How a search tries scenarios on a machine.
 *
 * @param trouble what a scenario is to show, as it is known by then
 */
export function searchOn(arena: Arena, trouble: () => Violation, until: () => boolean): Search {
  const run: Search['run'] = (words, namesState) => {
    const looked = trouble();
    const closely = looked.property === 'keeps every invariant';
    // What the end asks depends on how many operations there were, so none of them counts as idle.
    const { violation, idle, state } = isOfTheEnd(looked)
      ? { violation: arena.run(words), idle: false, state: null }
      : arena.sketch(words, closely, namesState);
    const fails = violation !== null && isSameTrouble(violation, looked);
    return { fails, idle: idle || (!fails && violation !== null && endsThere(violation, arena)), state };
  };
  const most = Math.min(MOST_TRIED, Math.floor(MOST_FRAMES_TRIED / arena.map.frameCount));
  const about = (): string => `${trouble().invariant} ${trouble().property}`;
  const isWhole = isOfTheEnd(trouble());
  return { run, about, kinds: arena.offered(), isCheap: !isWhole, most: isWhole ? MOST_WHOLE : most, until };
}

/** Operations of the longest scenario that a search goes through. */
const LONGEST_SEARCHED = 64;

/** Whatever begins like this shows the violation first: an operation showed it, or a look that every such run takes. */
const endsThere = (violation: Violation, { map }: Arena): boolean =>
  !isOfTheEnd(violation) &&
  (violation.property !== 'keeps every invariant' || looksEveryStep(map.frameCount, LONGEST_SEARCHED));
