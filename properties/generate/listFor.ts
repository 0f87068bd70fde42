import { classIn, PINNED_LIST, pinsIn, REFERENCED_LIST, referencesIn } from './handles.ts';
import { FAMILY } from './requestFamilies.ts';

/** The list for an allocation that its owner has: what keeps it decides what may be asked about it next. */
export function listFor(facts: number): number {
  if (pinsIn(facts) > 0) return PINNED_LIST;
  return referencesIn(facts) > 0 ? REFERENCED_LIST : FAMILY[classIn(facts)]!; // A list has the number of its family.
}
