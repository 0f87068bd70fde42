import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { batchKeepsReference } from './batchKeepsReference.ts';
import { lowerZoneHidesHigher } from './lowerZoneHidesHigher.ts';
import { pinStaysInMovable } from './pinStaysInMovable.ts';
import { poolIsEvictable } from './poolIsEvictable.ts';
import { racedFreeKeepsBlock } from './racedFreeKeepsBlock.ts';
import { removesWhatWasAddedAtOnce } from './removesWhatWasAddedAtOnce.ts';
import { unmovedCountsAsInPlace } from './unmovedCountsAsInPlace.ts';

export const faults: readonly Fault[] = [
  lowerZoneHidesHigher,
  batchKeepsReference,
  unmovedCountsAsInPlace,
  poolIsEvictable,
  racedFreeKeepsBlock,
  removesWhatWasAddedAtOnce,
  pinStaysInMovable,
];

export const unplanted: readonly UnplantedBug[] = [];
