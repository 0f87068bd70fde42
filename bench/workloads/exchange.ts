import { type Allocate, type Free, mix, nextRandom, type Progress } from './workload.ts';

const STEPS_A_PIECE = 1 << 8;

/**
 * Half of all pages are held, and one drawn at random is given back for another. Unlike in churn, nobody can guess wrong whether
 * a page is taken or given back, so nearly all of the time is the allocator's.
 */
export class Exchange {
  readonly #held: Int32Array;

  constructor(pages: number) {
    this.#held = new Int32Array(pages / 2);
  }

  /** Takes the first pages, one by one. */
  fill(allocate: Allocate, progress: Progress): void {
    for (let slot = 0; slot < this.#held.length; slot++) {
      this.#held[slot] = allocate(0);
      progress.sum = mix(progress.sum, this.#held[slot]!);
    }
  }

  run(allocate: Allocate, free: Free, progress: Progress, operations: number): void {
    for (let done = 0; done < operations; done += 2 * STEPS_A_PIECE)
      exchangePiece(this.#held, allocate, free, progress);
  }
}

function exchangePiece(held: Int32Array, allocate: Allocate, free: Free, progress: Progress): void {
  const scale = held.length * 2 ** -32;
  let { random, sum } = progress;
  for (let step = 0; step < STEPS_A_PIECE; step++) {
    random = nextRandom(random);
    const slot = ((random >>> 0) * scale) | 0;
    free(held[slot]!, 0);
    const pfn = allocate(0);
    sum = mix(sum, pfn);
    held[slot] = pfn;
  }
  progress.random = random;
  progress.sum = sum;
  progress.operations += 2 * STEPS_A_PIECE;
}
