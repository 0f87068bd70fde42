import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { alignsWithinArea } from './alignsWithinArea.ts';
import { cmaCountsAsProgress } from './cmaCountsAsProgress.ts';
import { cmaSubtractedTwice } from './cmaSubtractedTwice.ts';
import { mergesAcrossIsolation } from './mergesAcrossIsolation.ts';
import { neighbourKeepsArea } from './neighbourKeepsArea.ts';
import { pinMovesIntoCma } from './pinMovesIntoCma.ts';
import { takenButBusy } from './takenButBusy.ts';

export const faults: readonly Fault[] = [
  cmaSubtractedTwice,
  mergesAcrossIsolation,
  takenButBusy,
  neighbourKeepsArea,
  pinMovesIntoCma,
  alignsWithinArea,
  cmaCountsAsProgress,
];

export const unplanted: readonly UnplantedBug[] = [];
