import { zoneTitle } from '../../spec/zones/zone.ts';
import { Objection } from './objection.ts';

const UNTOLD = -1;

/**
 * Holds the parts of one report against each other: its free blocks against its free pages. Beside the books this matters where
 * the books are in doubt, since then it is all that can be said of the figures.
 */
export class ReportSums {
  readonly #blocks: Int32Array;
  readonly #free: Int32Array;
  #anyBlock = false;

  constructor(zones: number) {
    this.#blocks = new Int32Array(zones);
    this.#free = new Int32Array(zones).fill(UNTOLD);
  }

  /** A block that is in the figure of its zone: withheld ones are not. */
  block(zone: number, order: number): void {
    this.#anyBlock = true;
    this.#blocks[zone]! += 1 << order; // Zones of frames exist.
  }

  zone(zone: number, free: number): void {
    this.#free[zone] = free; // Of a zone that does not exist there is no place for it.
  }

  /** A report that leaves out blocks or figures cannot contradict itself. */
  judge(): void {
    if (!this.#anyBlock) return;
    for (let zone = 0; zone < this.#free.length; zone++) {
      const free = this.#free[zone]!;
      const blocks = this.#blocks[zone]!;
      if (free === UNTOLD || free === blocks) continue;
      throw new Objection(
        'INV-208',
        `free pages of ${zoneTitle(zone)}: ${free} reported, but the free blocks reported hold ${blocks}`,
      );
    }
  }
}
