import { EFFECT_CULPRIT, type Effects } from '../../spec/operations/effects.ts';
import { mustEnd } from './effects.ts';
import { isAt } from './isAt.ts';

/** The page that a refusal names at this place of the log, behind which nothing else is told; -1 if it names none. */
export function culpritOf(effects: Effects, from: number, what: string): number {
  const named = isAt(effects, from, EFFECT_CULPRIT);
  mustEnd(effects, named ? from + 1 : from, what);
  return named ? effects.first(from) : -1;
}
