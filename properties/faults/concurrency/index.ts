import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';

export const faults: readonly Fault[] = [];

export const unplanted: readonly UnplantedBug[] = [];
