import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { failedSplitKeepsReference } from './failedSplitKeepsReference.ts';
import { leavesWrongQueue } from './leavesWrongQueue.ts';

export const faults: readonly Fault[] = [failedSplitKeepsReference, leavesWrongQueue];

export const unplanted: readonly UnplantedBug[] = [];
