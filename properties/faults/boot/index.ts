import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { deferredNeverReleased } from './deferredNeverReleased.ts';
import { endWrapsRound } from './endWrapsRound.ts';
import { fixedRangeTwice } from './fixedRangeTwice.ts';
import { mergesIntoUninitialised } from './mergesIntoUninitialised.ts';
import { pathTakesNothing } from './pathTakesNothing.ts';
import { releaseLeavesTail } from './releaseLeavesTail.ts';

export const faults: readonly Fault[] = [
  deferredNeverReleased,
  endWrapsRound,
  fixedRangeTwice,
  mergesIntoUninitialised,
  pathTakesNothing,
  releaseLeavesTail,
];

export const unplanted: readonly UnplantedBug[] = [];
