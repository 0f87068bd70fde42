import type { Mutant } from '../instrument.ts';
import { buddy } from './buddy.ts';
import type { Survivor, Survivors } from './survivor.ts';

export type { Survivor, Survivors } from './survivor.ts';

/** Mutants that nobody notices, with the reason why that is no hole. */
export const SURVIVORS: Survivors = { ...buddy };

/** What is written of a mutant. */
export const survivorOf = ({ file, line, from, to }: Mutant): Survivor | undefined =>
  SURVIVORS[file]?.find((entry) => entry.line === line && entry.from === from && entry.to.includes(to));
