import { isOfTheEnd } from '../../properties/run/session.ts';
import type { Violation } from '../../properties/run/violation.ts';

/** The rule that was broken, and whether that showed in the questions of the end alone. */
export const symptomOf = (violation: Violation): string =>
  isOfTheEnd(violation) ? `${violation.invariant} at the end` : violation.invariant;
