import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { emptyBlockChangesType } from './emptyBlockChangesType.ts';
import { emptyExclusion } from './emptyExclusion.ts';
import { noLastResortWithoutList } from './noLastResortWithoutList.ts';

export const faults: readonly Fault[] = [emptyBlockChangesType, emptyExclusion, noLastResortWithoutList];

export const unplanted: readonly UnplantedBug[] = [];
