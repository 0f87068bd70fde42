import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { addsAcrossZones } from './addsAcrossZones.ts';
import { addsRangeAsOne } from './addsRangeAsOne.ts';
import { childStaysListed } from './childStaysListed.ts';
import { claimNotUndone } from './claimNotUndone.ts';
import { convertsFromPivot } from './convertsFromPivot.ts';
import { descendsIntoFull } from './descendsIntoFull.ts';
import { isolatesTypeOnly } from './isolatesTypeOnly.ts';
import { mergeAcrossZones } from './mergeAcrossZones.ts';
import { mergeForgetsDirt } from './mergeForgetsDirt.ts';
import { mergesAboveLargest } from './mergesAboveLargest.ts';
import { summaryMissesMerge } from './summaryMissesMerge.ts';

export const faults: readonly Fault[] = [
  mergeForgetsDirt,
  addsAcrossZones,
  mergeAcrossZones,
  addsRangeAsOne,
  childStaysListed,
  isolatesTypeOnly,
  mergesAboveLargest,
  convertsFromPivot,
  summaryMissesMerge,
  claimNotUndone,
  descendsIntoFull,
];

export const unplanted: readonly UnplantedBug[] = [];
