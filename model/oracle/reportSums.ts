import { ISOLATE } from '../../spec/zones/migratetype.ts';
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

  /** A free block on the list of `type`; withheld ones are not in the figure of their zone. */
  block(zone: number, order: number, type: number): void {
    this.#anyBlock = true;
    if (type !== ISOLATE) this.#blocks[zone]! += 1 << order; // Zones of frames exist.
  }

  zone(zone: number, free: number): void {
    if (zone >= 0 && zone < this.#free.length) this.#free[zone] = free;
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
