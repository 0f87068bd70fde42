import process from 'node:process';
import { sabotaged } from './sabotage.mjs';

/** It ends the process when it is given a block back. */
export const target = sabotaged('exits', () => ({ free: () => process.exit(7) }));
