import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { boostsSmallZones } from './boostsSmallZones.ts';
import { demotionLosesRest } from './demotionLosesRest.ts';
import { isolationForgetsToUncount } from './isolationForgetsToUncount.ts';
import { laggingCounter } from './laggingCounter.ts';
import { markWithoutSign } from './markWithoutSign.ts';
import { promisedTwice } from './promisedTwice.ts';
import { quotaBelowZero } from './quotaBelowZero.ts';
import { reclaimsBeforeBringingIn } from './reclaimsBeforeBringingIn.ts';
import { reserveAboveFree } from './reserveAboveFree.ts';
import { subtractsWholeReserve } from './subtractsWholeReserve.ts';

export const faults: readonly Fault[] = [
  demotionLosesRest,
  quotaBelowZero,
  boostsSmallZones,
  reclaimsBeforeBringingIn,
  subtractsWholeReserve,
  reserveAboveFree,
  laggingCounter,
  isolationForgetsToUncount,
  promisedTwice,
  markWithoutSign,
];

export const unplanted: readonly UnplantedBug[] = [];
