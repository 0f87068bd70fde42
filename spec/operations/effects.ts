import * as kinds from './effectKinds.ts';

export * from './effectKinds.ts';

// Copied, as the engine reads an exported constant anew each time.
const {
  EFFECT_TOOK,
  EFFECT_PUT_BACK,
  EFFECT_CACHED,
  EFFECT_MOVED,
  EFFECT_RECLAIMED,
  EFFECT_ISOLATED,
  EFFECT_UNISOLATED,
  EFFECT_TYPE_CHANGED,
  EFFECT_ZONE_CHOSEN,
  EFFECT_CULPRIT,
  EFFECT_FELL_BACK,
  EFFECT_ENTERED,
  EFFECT_KILLED,
  EFFECT_GAVE_UP,
  EFFECT_ZEROED,
  EFFECT_NOTIFIED,
  EFFECT_RETRIED,
  EFFECT_COLLAPSED,
  EFFECT_BOOSTED,
} = kinds;
const WORDS = 3;
const MOST_RECORDS = 1 << 22;

/**
 * The log an allocator writes its effects to. It belongs to the caller, who clears it before each operation; records are
 * three integers in one array, so that writing one costs no allocation.
 */
export class Effects {
  /** Number of records since the last `clear`. */
  count = 0;
  #words = new Int32Array(64 * WORDS);

  /** Whether `took`, `putBack` and `cached` are kept: what nearly each free reports. */
  readonly keepsQueues: boolean;

  /** @param keepsQueues A reader who does not ask for them saves their cost; the oracle asks. */
  constructor(keepsQueues = true) {
    this.keepsQueues = keepsQueues;
  }

  /** A free block of `2^order` pages left the buddy lists for a private list (per-CPU refill). */
  took(pfn: number, order: number): void {
    if (this.keepsQueues) this.#record(EFFECT_TOOK, pfn, order);
  }

  /** A block went back from a private list to the buddy lists (drain). */
  putBack(pfn: number, order: number): void {
    if (this.keepsQueues) this.#record(EFFECT_PUT_BACK, pfn, order);
  }

  /** The block being freed was kept on a private list instead of going to the buddy lists. */
  cached(pfn: number, order: number): void {
    if (this.keepsQueues) this.#record(EFFECT_CACHED, pfn, order);
  }

  /** An allocation moved: all its pages are now at `to`, and those at `from` are free. */
  moved(from: number, to: number): void {
    this.#record(EFFECT_MOVED, from, to);
  }

  /** The allocation that began at `pfn` was dropped; its pages are free. */
  reclaimed(pfn: number): void {
    this.#record(EFFECT_RECLAIMED, pfn, 0);
  }

  /** The pageblock that begins at `pfn` is isolated: what is free in it is withheld. */
  isolated(pfn: number): void {
    this.#record(EFFECT_ISOLATED, pfn, 0);
  }

  /** The pageblock is in service again. */
  unisolated(pfn: number): void {
    this.#record(EFFECT_UNISOLATED, pfn, 0);
  }

  /** The pageblock that begins at `pfn` has another migratetype: claimed, reserved for high-order atomic requests, or given up. */
  typeChanged(pfn: number, type: number): void {
    this.#record(EFFECT_TYPE_CHANGED, pfn, type);
  }

  /** Onlining chose this zone (`node * 4 + index`). */
  zoneChosen(zone: number): void {
    this.#record(EFFECT_ZONE_CHOSEN, zone, 0);
  }

  /** The page that stands in the way of what was asked. */
  culprit(pfn: number): void {
    this.#record(EFFECT_CULPRIT, pfn, 0);
  }

  /** Boot memory at `pfn` was taken from unmirrored frames, and a warning was printed. */
  fellBack(pfn: number): void {
    this.#record(EFFECT_FELL_BACK, pfn, 0);
  }

  /** A request entered a stage of a round of its slow path; `stage` is a place in STAGES, rounds begin at 1. */
  entered(stage: number, round: number): void {
    this.#record(EFFECT_ENTERED, stage, round);
  }

  /** The process with this number was killed for a request; what it held and is dropped is reported behind. */
  killed(owner: number): void {
    this.#record(EFFECT_KILLED, owner, 0);
  }

  /** A request ends without memory after so many rounds. */
  gaveUp(rounds: number): void {
    this.#record(EFFECT_GAVE_UP, rounds, 0);
  }

  /** The block was cleared, before it is handed out. */
  zeroed(pfn: number, order: number): void {
    this.#record(EFFECT_ZEROED, pfn, order);
  }

  /** The rest of the kernel was told that something happens to a memory block; `event` is one of `notification.ts`. */
  notified(event: number, block: number): void {
    this.#record(EFFECT_NOTIFIED, event, block);
  }

  /** The allocation at `pfn` could not move for the moment, and will be tried again. */
  retried(pfn: number): void {
    this.#record(EFFECT_RETRIED, pfn, 0);
  }

  /** An allocation became half of a larger one: its pages are at `to` now, and those at `from` are free. */
  collapsed(from: number, to: number): void {
    this.#record(EFFECT_COLLAPSED, from, to);
  }

  /** The watermark boost of a zone (`node * 4 + index`) is so many pages now. */
  boosted(zone: number, pages: number): void {
    this.#record(EFFECT_BOOSTED, zone, pages);
  }

  /** Forgets all records: the next operation begins. */
  clear(): void {
    this.count = 0;
  }

  /**
   * Number of the kind of a record.
   *
   * @param index below `count`
   */
  kind(index: number): number {
    return this.#words[index * WORDS]!; // Readers stay below `count`.
  }

  /** First argument: a pfn, the zone of `zoneChosen`, a stage, an owner, a number of rounds or the event of `notified`. */
  first(index: number): number {
    return this.#words[index * WORDS + 1]!;
  }

  /** Second argument: order, target pfn, type, round or memory block; 0 where there is none. */
  second(index: number): number {
    return this.#words[index * WORDS + 2]!;
  }

  #record(kind: number, first: number, second: number): void {
    const at = Math.imul(this.count, WORDS);
    if (at === this.#words.length) this.#grow();
    const words = this.#words;
    words[at] = kind;
    words[at + 1] = first;
    words[at + 2] = second;
    this.count = (this.count + 1) | 0;
  }

  /** Doubling ends at four million records: an operation that reports more is not going to end. */
  #grow(): void {
    if (this.count >= MOST_RECORDS)
      throw new RangeError(`one operation reported more than ${MOST_RECORDS} effects`);
    const words = new Int32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
  }
}
