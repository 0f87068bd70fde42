import { sabotaged } from './sabotage.mjs';

/** It hands out a page that firmware keeps, and never comes back when the first request of all is one of the last process. */
export const target = sabotaged('loopsWhenExplained', (sound) => {
  let isFirst = true;
  return {
    allocate: (order, gfp, node, cpu, owner) => {
      while (isFirst && owner === 7);
      isFirst = false;
      return order === 0 ? 0 : sound.allocate(order, gfp, node, cpu, owner);
    },
  };
});
