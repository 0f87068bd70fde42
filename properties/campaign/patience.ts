/** Work, in milliseconds, after which a target that was asked and has not answered counts as silent. */
export const STALL_MILLISECONDS = 2000;

/**
 * Tells when something stands still for too long. On a machine that is busy with other things whoever works is slow, not
 * silent: the time that counts is the processor time of this process, and the clock only for one that just waits.
 */
export class Patience {
  readonly #waiting: number;
  #place = '';
  #clock = 0;
  #work = 0;

  /** @param waiting how many times longer something may stand still that uses no processor time, which a busy machine does not give either */
  constructor(waiting: number) {
    this.#waiting = waiting;
  }

  /**
   * Whether `place` has stayed the same since it was first seen, and for too long.
   *
   * @param place anything that changes while there is progress
   * @param milliseconds of work
   */
  isOver(place: string, milliseconds: number, { clock, work }: Moment = now()): boolean {
    if (place !== this.#place) {
      this.#place = place;
      this.#clock = clock;
      this.#work = work;
    }
    const waited = clock - this.#clock;
    return (
      waited >= milliseconds && (work - this.#work >= milliseconds || waited >= this.#waiting * milliseconds)
    );
  }
}

/** When it is, in milliseconds. */
export interface Moment {
  readonly clock: number;
  /** Processor time of all threads until now. */
  readonly work: number;
}

function now(): Moment {
  const { user, system } = process.cpuUsage();
  return { clock: performance.now(), work: (user + system) / 1000 };
}
