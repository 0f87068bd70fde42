import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { stopsAtOtherKind } from './stopsAtOtherKind.ts';

export const faults: readonly Fault[] = [stopsAtOtherKind];

export const unplanted: readonly UnplantedBug[] = [];
