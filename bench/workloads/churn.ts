import { type Allocate, type Free, mix, nextRandom, type Progress } from './workload.ts';

const EMPTY = -1;
const STEPS_A_PIECE = 1 << 14;
/** Bits of a slot below its pfn. */
const ORDER_BITS = 4;

/**
 * Slots drawn at random: what is in one is freed, and an empty one gets a block of a random order. Half of the slots hold a
 * block in the long run, and there are as many as make that half of the memory.
 */
export class Churn {
  readonly #slots: Int32Array;
  readonly #orders: number;

  constructor(pages: number, orders: number) {
    const mean = (2 ** orders - 1) / orders;
    this.#slots = new Int32Array(Math.floor(pages / mean)).fill(EMPTY);
    this.#orders = orders;
  }

  /** Brings the memory to half occupancy, and the engine to its best code. */
  warmUp(allocate: Allocate, free: Free, progress: Progress): void {
    this.run(allocate, free, progress, Math.max(Math.floor(1.5 * this.#slots.length), 300_000));
  }

  run(allocate: Allocate, free: Free, progress: Progress, operations: number): void {
    for (let done = 0; done < operations; done += STEPS_A_PIECE)
      churnPiece(this.#slots, this.#orders, allocate, free, progress);
  }
}

function churnPiece(
  slots: Int32Array,
  orders: number,
  allocate: Allocate,
  free: Free,
  progress: Progress,
): void {
  const scale = slots.length * 2 ** -32;
  let { random, sum } = progress;
  for (let step = 0; step < STEPS_A_PIECE; step++) {
    random = nextRandom(random);
    const slot = ((random >>> 0) * scale) | 0;
    const held = slots[slot]!;
    if (held === EMPTY) {
      const order = ((random & 0xffff) * orders) >> 16;
      const pfn = allocate(order);
      sum = mix(sum, pfn);
      if (pfn >= 0) slots[slot] = (pfn << ORDER_BITS) | order;
    } else {
      slots[slot] = EMPTY;
      free(held >> ORDER_BITS, held & 15);
    }
  }
  progress.random = random;
  progress.sum = sum;
  progress.operations += STEPS_A_PIECE;
}
