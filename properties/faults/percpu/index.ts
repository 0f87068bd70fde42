import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { drainFilesUnderOldType } from './drainFilesUnderOldType.ts';
import { drainMissesRefill } from './drainMissesRefill.ts';
import { freeReadsTypeEarly } from './freeReadsTypeEarly.ts';
import { lateFreeStaysPrivate } from './lateFreeStaysPrivate.ts';
import { nestedFreeNotCounted } from './nestedFreeNotCounted.ts';
import { privateListsMixed } from './privateListsMixed.ts';

export const faults: readonly Fault[] = [
  privateListsMixed,
  nestedFreeNotCounted,
  drainMissesRefill,
  drainFilesUnderOldType,
  freeReadsTypeEarly,
  lateFreeStaysPrivate,
];

export const unplanted: readonly UnplantedBug[] = [];
