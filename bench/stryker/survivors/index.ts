import type { Mutant } from '../instrument.ts';
import { buddy } from './buddy.ts';
import { core } from './core.ts';
import { fast } from './fast.ts';
import { frameLibrary } from './library.ts';
import { machines } from './machines.ts';
import { memory } from './memory.ts';
import { naive } from './naive.ts';
import { operations } from './operations.ts';
import { oracleBooks } from './oracleBooks.ts';
import { oracleFollow } from './oracleFollow.ts';
import { percpu } from './percpu.ts';
import { requests } from './requests.ts';
import { specLayout } from './specLayout.ts';
import { specZones } from './specZones.ts';
import type { Survivor, Survivors } from './survivor.ts';
import { zones } from './zones.ts';

export type { Survivor, Survivors } from './survivor.ts';

/** Mutants that nobody notices, with the reason why that is no hole. */
export const SURVIVORS: Survivors = {
  ...buddy,
  ...core,
  ...fast,
  ...frameLibrary,
  ...machines,
  ...memory,
  ...naive,
  ...operations,
  ...oracleFollow,
  ...oracleBooks,
  ...percpu,
  ...requests,
  ...specLayout,
  ...specZones,
  ...zones,
};

/** What is written of a mutant. */
export const survivorOf = ({ file, line, from, to }: Mutant): Survivor | undefined =>
  SURVIVORS[file]?.find((entry) => entry.line === line && entry.from === from && entry.to.includes(to));
