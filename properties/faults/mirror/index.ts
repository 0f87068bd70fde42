import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { mirrorModeWithoutMirror } from './mirrorModeWithoutMirror.ts';
import { movableNodeCountedTwice } from './movableNodeCountedTwice.ts';
import { stopsAtOtherKind } from './stopsAtOtherKind.ts';

export const faults: readonly Fault[] = [movableNodeCountedTwice, stopsAtOtherKind, mirrorModeWithoutMirror];

export const unplanted: readonly UnplantedBug[] = [];
