/** A fast source of numbers (xorshift32), the same for the same seed on every machine. */
export class Random {
  #state = 1;

  /** Starts again from a seed; any 32-bit integer. */
  seed(value: number): void {
    this.#state = value | 0 || 1; // Zero would stay zero for ever.
    for (let round = 0; round < 8; round++) this.bits(); // Neighbouring seeds begin alike.
  }

  /** 32 bits, as a signed integer. */
  bits(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state;
  }

  /** A number from 0 to `end - 1`; 0 if `end` is 1 or less. */
  below(end: number): number {
    if (end <= 1) return 0;
    // A product instead of a division, as long as it fits 31 bits.
    return end <= 32768 ? Math.imul(this.bits() >>> 16, end) >>> 16 : (this.bits() >>> 1) % end;
  }

  /** True once in `times`. */
  onceIn(times: number): boolean {
    return this.below(times) === 0;
  }
}
