/** Of 65536: that the next bit of a context is 0, and how many bits of it there were. */
interface Chance {
  zero: number;
  seen: number;
}

const WHOLE = 2 ** 16;
/** After so many bits of a context, each weighs no less than the one before. */
const MOST_SEEN = 255;

/**
 * Bits as an interval of 32-bit numbers that each bit narrows, the more the less it was to be expected (a binary arithmetic coder).
 * What to expect is learnt from the bits before it in the same context. It reckons in integers alone, so that a bit costs the same
 * everywhere. A writer and a reader that are asked in the same way go through the same intervals.
 */
export abstract class BitCoder {
  protected low = 0;
  protected high = 0xffffffff;
  readonly #chances = new Map<number, Chance>();

  /** Writes a bit; or reads one, whatever is given. @returns the bit */
  code(context: number, bit: number): number {
    const chance = this.#chances.get(context) ?? { zero: WHOLE / 2, seen: 0 };
    this.#chances.set(context, chance);
    const range = this.high - this.low;
    const share = (range >>> 16) * chance.zero + (((range & 0xffff) * chance.zero) >>> 16);
    const middle = this.low + share;
    const coded = this.choose(bit, middle);
    if (coded === 0) this.high = middle;
    else this.low = middle + 1;
    learn(chance, coded);
    while ((this.low ^ this.high) >>> 24 === 0) this.#shift();
    return coded;
  }

  /** The bit that goes on: 0 for the part of the interval up to `middle`. */
  protected abstract choose(bit: number, middle: number): number;
  /** The first byte of the interval is known, and goes. */
  protected abstract pass(byte: number): void;

  #shift(): void {
    this.pass(this.low >>> 24);
    this.low = (this.low << 8) >>> 0;
    this.high = ((this.high << 8) | 255) >>> 0;
  }
}

function learn(chance: Chance, bit: number): void {
  const target = bit === 0 ? WHOLE : 0;
  chance.zero += Math.trunc((target - chance.zero) / (chance.seen + 2)); // It never gets to either end.
  if (chance.seen < MOST_SEEN) chance.seen++;
}

/** Makes bytes of bits. */
export class BitWriter extends BitCoder {
  readonly #bytes: number[] = [];

  protected override choose(bit: number): number {
    return bit;
  }

  protected override pass(byte: number): void {
    this.#bytes.push(byte);
  }

  /** The bytes, the last of them as few as name a number of the interval: behind them a reader sees zeros. */
  finish(): number[] {
    for (let length = 0; ; length++) {
      const step = 2 ** (32 - 8 * length);
      const first = Math.ceil(this.low / step) * step;
      if (first > this.high) continue; // Four bytes name every number.
      const last = Array.from({ length }, (_, place) => Math.floor(first / 2 ** (24 - 8 * place)) & 255);
      return [...this.#bytes, ...last];
    }
  }
}

/** Takes bits out of bytes. Behind their end it reads nothing but 0, so that whoever goes on while there is a 1 comes to an end. */
export class BitReader extends BitCoder {
  readonly #bytes: Uint8Array;
  #at = 0;
  #number = 0;

  constructor(bytes: Uint8Array) {
    super();
    this.#bytes = bytes;
    for (let byte = 0; byte < 4; byte++) this.pass();
  }

  protected override choose(_: number, middle: number): number {
    const isOver = this.#at > this.#bytes.length + 4;
    return isOver || this.#number <= middle ? 0 : 1;
  }

  protected override pass(): void {
    this.#number = ((this.#number << 8) | (this.#bytes[this.#at++] ?? 0)) >>> 0;
  }
}
