import { sabotaged } from './sabotage.mjs';

/** It never comes back when a block is freed on the second CPU. */
export const target = sabotaged('loops', (sound) => ({
  free: (pfn, order, cpu) => {
    while (cpu === 1);
    return sound.free(pfn, order, cpu);
  },
}));
