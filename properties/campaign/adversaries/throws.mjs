import { sabotaged } from './sabotage.mjs';

/** It throws when it is given a block back. */
export const target = sabotaged('throws', () => ({
  free: () => {
    throw new Error('out of luck');
  },
}));
