import type { Layout } from '../../spec/layout/layout.ts';
import { isSameTrouble } from '../run/session.ts';
import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { operationCount } from '../scenario/words.ts';
import { inPieces } from '../shrink/inPieces.ts';
import { inRanges } from '../shrink/inRanges.ts';
import { shownBy } from '../shrink/shownBy.ts';
import { Trials } from '../shrink/trials.ts';
import type { Arena } from './arena.ts';
import { isSearchable, searchOn } from './searchOn.ts';

/** So few operations are all tried on another machine, or nearly so. */
const SHORT = 3;

/** A scenario on another machine, and what it took to find. */
export interface Moved {
  /** Null if none of the machines does better. */
  readonly scenario: Scenario | null;
  /** Scenarios tried. */
  readonly tried: number;
  /** Whole runs that were to confirm one. */
  readonly executions: number;
}

/**
 * Looks for the trouble on the other machines of a campaign: on one that comes before it, as short, or on any, shorter. Which machine a
 * seed happens to show it on then makes no difference, and what a small machine shows is told of that one.
 *
 * @param machines in the order of preference
 */
export function onOtherMachine(
  { operations, ...rest }: Scenario,
  machines: readonly Layout[],
  arenaOf: (scenario: Scenario) => Arena,
  trouble: () => Violation,
  until: () => boolean,
): Moved {
  const count = operationCount(operations);
  let longest = count;
  let tried = 0;
  let executions = 0;
  for (const layout of machines) {
    if (layout === rest.layout) longest = count - 1;
    const arena = arenaOf({ ...rest, layout, operations });
    if (layout === rest.layout || longest < 0 || !isSearchable(arena)) continue;
    const search = searchOn(arena, trouble, until);
    const shown = shownBy(operations, layout, longest, search);
    const trials = new Trials(search);
    const there = { ...rest, layout, operations };
    const words =
      shown.words ??
      inPieces(there, trials, longest) ??
      (longest > SHORT ? inRanges(there, trials, longest) : null);
    tried += shown.tried + trials.count;
    if (words === null) continue;
    executions++;
    const violation = arena.run(words);
    if (violation === null || !isSameTrouble(violation, trouble())) continue; // A whole run may show something else first.
    return { scenario: { ...rest, layout, operations: words }, tried, executions };
  }
  return { scenario: null, tried, executions };
}
