import type { Verdicts } from './comparedOracle.ts';

/**
 * Pairs of rules that the two references may name for one answer, since it breaks both and they look in another order.
 * Everything else they call by the same name.
 */
const EQUIVALENT: readonly (readonly [one: string, other: string, why: string])[] = [
  ['INV-130', 'INV-128', 'a zone that is below its mark and has no block fails its check in two ways'],
  [
    'INV-141',
    'INV-142',
    'a claim of a pageblock that is not the one in turn is out of order, and has no ground',
  ],
  ['INV-103', 'INV-106', 'a block of which a part is in use is not free, and is not one block'],
  ['INV-119', 'INV-4', 'what a drain is not entitled to, about a page of another list'],
  ['INV-119', 'INV-101', 'a block of another list, and no block either'],
  ['INV-119', 'INV-0', 'a block of another list, and outside memory'],
  ['INV-183', 'INV-3', 'an offlining given up without a page that found no place, and not rolled back'],
  ['INV-183', 'INV-4', 'an offlining not rolled back, and an effect that is out of place'],
  ['INV-119', 'INV-141', 'a claim in the middle of a drain is early, and has no ground'],
  ['INV-119', 'INV-142', 'a claim in the middle of a drain is early, and out of order'],
  ['INV-132', 'INV-141', 'a claim that raised no marks, of a pageblock that is not the one in turn'],
  ['INV-133', 'INV-0', 'a reservation without the right to it, of what is no pageblock'],
  ['INV-4', 'INV-0', 'a reservation that is out of place, of what is no pageblock'],
  ['INV-4', 'INV-3', 'a wrong refusal with an effect that is out of place'],
  ['INV-4', 'INV-185', 'an offlining that is done too early, with an effect that is out of place'],
];

/** Both accept, or both object to the same thing. */
export const isSameRule = ({ oracle, naive }: Verdicts): boolean =>
  oracle === naive || (oracle !== null && naive !== null && isEquivalent(oracle, naive));

export const isEquivalent = (one: string, other: string): boolean =>
  EQUIVALENT.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
