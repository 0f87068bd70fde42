import { logTraps } from './logs.ts';
import { placementTraps } from './placements.ts';
import { refusalTraps } from './refusals.ts';
import { roundTraps } from './rounds.ts';
import type { Trap } from './trap.ts';

export type { Trap } from './trap.ts';

/** Every known way to live off a lax oracle. */
export const TRAPS: readonly Trap[] = [...refusalTraps, ...roundTraps, ...placementTraps, ...logTraps];
