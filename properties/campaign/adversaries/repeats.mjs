import { sabotaged } from './sabotage.mjs';

/** It hands out the same page again and again. */
export const target = sabotaged('repeats', (sound) => {
  let first = -1;
  return {
    allocate: (order, gfp, node, cpu) => {
      if (order === 0 && first >= 0) return first;
      const pfn = sound.allocate(order, gfp, node, cpu);
      if (order === 0) first = pfn;
      return pfn;
    },
  };
});
