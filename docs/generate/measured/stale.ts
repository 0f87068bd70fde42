import { isRightRule } from '../../../properties/faults/index.ts';
import { FAULTS, PRESETS, scenarioOfToken } from '../../../properties/index.ts';
import { tell } from '../run/told.ts';
import type { MeasuredFault } from './faults.ts';

/** Why what was measured of a fault holds no longer; null if it does. */
export function whyStale({ name, invariant, token }: MeasuredFault): string | null {
  const fault = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;
  if (fault === undefined) return 'there is no such fault any more';
  if (!isRightRule(fault, invariant)) return `it breaks ${fault.invariant} now, not ${invariant}`;
  const { design } = scenarioOfToken(token, PRESETS);
  if (design !== fault.design) return `it shows under ${fault.design} now, not ${design}`;
  const { violation } = tell(token, fault.target);
  if (violation === null) return 'its scenario shows nothing any more';
  return violation.invariant === invariant
    ? null
    : `its scenario breaks ${violation.invariant} now, not ${invariant}`;
}

export const isStale = (fault: MeasuredFault): boolean => whyStale(fault) !== null;
