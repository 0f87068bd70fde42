import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { freesPoisonedWhole } from './freesPoisonedWhole.ts';
import { leavesTailInPieces } from './leavesTailInPieces.ts';
import { misalignsAroundPoison } from './misalignsAroundPoison.ts';
import { offlineRetriesPoisoned } from './offlineRetriesPoisoned.ts';
import { poisonedStaysListed } from './poisonedStaysListed.ts';
import { secondErrorKeepsReference } from './secondErrorKeepsReference.ts';

export const faults: readonly Fault[] = [
  misalignsAroundPoison,
  poisonedStaysListed,
  leavesTailInPieces,
  secondErrorKeepsReference,
  offlineRetriesPoisoned,
  freesPoisonedWhole,
];

export const unplanted: readonly UnplantedBug[] = [];
