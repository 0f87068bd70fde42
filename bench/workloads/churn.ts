import { type Allocate, type Free, mix, nextRandom, type Progress } from './workload.ts';

const EMPTY = -1;
/** Few, so that the engine compiles the piece as a whole, not a loop in the midst of its first run. */
const STEPS_A_PIECE = 1 << 8;
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

  /** Brings the memory to half occupancy, and the engine to its best code, by so many operations at least. */
  warmUp(least: number, allocate: Allocate, free: Free, progress: Progress): void {
    this.run(allocate, free, progress, Math.max(Math.floor(1.5 * this.#slots.length), least));
  }

  run(allocate: Allocate, free: Free, progress: Progress, operations: number): void {
    for (let done = 0; done < operations; done += STEPS_A_PIECE)
      churnPiece(this.#slots, this.#orders, allocate, free, progress);
  }
}

/** Reads the slot of the next step a step ahead: what is waited for is the allocator's memory, not the workload's. */
function churnPiece(
  slots: Int32Array,
  orders: number,
  allocate: Allocate,
  free: Free,
  progress: Progress,
): void {
  const scale = slots.length * 2 ** -32;
  let { random, sum } = progress;
  let slot = ((random >>> 0) * scale) | 0;
  let held = slots[slot]!;
  for (let step = 0; step < STEPS_A_PIECE; step++) {
    const bits = random & 0xffff;
    random = nextRandom(random);
    const following = ((random >>> 0) * scale) | 0;
    const ahead = slots[following]!;
    let left = EMPTY;
    if (held === EMPTY) {
      const order = (bits * orders) >> 16;
      const pfn = allocate(order);
      sum = mix(sum, pfn);
      if (pfn >= 0) left = (pfn << ORDER_BITS) | order;
    } else free(held >> ORDER_BITS, held & 15);
    slots[slot] = left;
    held = following === slot ? left : ahead;
    slot = following;
  }
  progress.random = random;
  progress.sum = sum;
  progress.operations += STEPS_A_PIECE;
}
