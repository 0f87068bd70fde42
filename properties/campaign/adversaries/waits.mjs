import { sabotaged } from './sabotage.mjs';

const never = new Int32Array(new SharedArrayBuffer(4));

/** It waits for ever, without using the processor, when a block is freed on the second CPU. */
export const target = sabotaged('waits', (sound) => ({
  free: (pfn, order, cpu) => {
    if (cpu === 1) Atomics.wait(never, 0, 0);
    return sound.free(pfn, order, cpu);
  },
}));
