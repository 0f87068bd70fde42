import { bootPrefersMirror } from '../../spec/boot/bootPrefersMirror.ts';
import { type BootRegion, bootRegionsOf } from '../../spec/boot/bootRegions.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { Layout, PfnRange } from '../../spec/layout/layout.ts';
import { overlap, printRange } from '../../spec/layout/pfnRange.ts';
import { EFFECT_FELL_BACK, type Effects } from '../../spec/operations/effects.ts';
import { DONE, INVALID, NO_MEMORY, refusalName } from '../../spec/operations/outcome.ts';
import { hex, Objection } from '../oracle/objection.ts';
import { firstFit } from './firstFit.ts';

/** What is asked for. */
export interface BootRequest {
  /** How many pages, next to each other. */
  readonly pages: number;
  /** As an order: the range begins at a multiple of `2^align`. */
  readonly align: number;
  /** The node it should lie on. */
  readonly node: number;
  /** It may lie on no other node. */
  readonly exact: boolean;
}

/** One way to look for a range: among these regions, later than any before it. */
interface Attempt {
  readonly what: string;
  readonly fellBack: boolean;
  readonly takes: (region: BootRegion, request: BootRequest) => boolean;
}

const MIRRORED: readonly Attempt[] = [
  {
    what: 'mirrored memory of the node',
    fellBack: false,
    takes: ({ mirrored, node }, request) => mirrored && node === request.node,
  },
  {
    what: 'mirrored memory of another node',
    fellBack: false,
    takes: ({ mirrored }, request) => mirrored && !request.exact,
  },
];

const ANY: readonly Attempt[] = [
  { what: 'memory of the node', fellBack: true, takes: ({ node }, request) => node === request.node },
  { what: 'memory of another node', fellBack: true, takes: (_, request) => !request.exact },
];

/**
 * Watches an allocator of boot: a relation like the page allocator's oracle, over the ranges it has reserved so far. Which of
 * several ranges it takes within one attempt is its own business.
 */
export class BootOracle {
  readonly #regions: readonly BootRegion[];
  readonly #taken: (PfnRange & { readonly handle: number })[];
  readonly #attempts: readonly Attempt[];
  readonly #prefersMirror: boolean;

  constructor(layout: Layout, design: Design) {
    this.#regions = bootRegionsOf(layout);
    this.#prefersMirror = bootPrefersMirror(layout, design);
    this.#attempts = this.#prefersMirror ? [...MIRRORED, ...ANY] : ANY;
    this.#taken = (layout.reserved ?? []).map(({ start, end }) => ({ start, end, handle: -1 }));
  }

  /** Ranges that the boot allocator holds for somebody. */
  reservations(): readonly PfnRange[] {
    return this.#taken.filter(({ handle }) => handle >= 0);
  }

  /** The range that an operation reserved and has not given back. */
  where(handle: number): PfnRange | undefined {
    return this.#taken.find((range) => range.handle === handle);
  }

  /** @throws Objection if the answer or the log of effects is not allowed */
  reserve(handle: number, request: BootRequest, answer: number, effects: Effects): void {
    if (answer < 0) this.#judgeRefusal(request, answer, effects);
    else {
      const range = { start: answer, end: answer + request.pages };
      const attempt = this.#judgeRange(range, request);
      judgeWarning(range, this.#prefersMirror && attempt.fellBack, effects);
      this.#taken.push({ ...range, handle });
    }
  }

  /**
   * Follows a range that is given back.
   *
   * @throws Objection if the answer is not `DONE`, or anything else was reported
   */
  release(handle: number, answer: number, effects: Effects): void {
    const place = this.#taken.findIndex((range) => range.handle === handle);
    if (answer !== DONE || effects.count > 0) {
      const range = printRange(this.#taken[place]!); // Callers have looked it up.
      throw new Objection(
        'INV-117',
        `giving back ${range} was answered ${refusalName(answer) ?? answer}; only DONE is right`,
      );
    }
    this.#taken.splice(place, 1);
  }

  /** What would be accepted, in words. */
  expectation(request: BootRequest): string {
    if (request.pages === 0) return 'INVALID: no pages';
    const attempt = this.#attempts.find((each) => this.#fits(each, request));
    return attempt ? `a range in ${attempt.what}` : 'NO_MEMORY';
  }

  #judgeRange(range: PfnRange, request: BootRequest): Attempt {
    const { start, end } = range;
    if (start % 2 ** request.align !== 0)
      throw new Objection(
        'INV-101',
        `${printRange(range)} does not begin at a multiple of ${2 ** request.align}`,
      );
    const other = this.#taken.find((taken) => overlap(taken, range));
    if (other)
      throw new Objection(
        'INV-102',
        `${printRange(range)} overlaps ${printRange(other)}, which is taken`,
        start,
      );
    const region = this.#regions.find((each) => each.start <= start && end <= each.end);
    if (!region || request.pages === 0)
      throw new Objection(
        'INV-103',
        `${printRange(range)} is not memory of one node and kind that boot may use`,
        start,
      );
    const attempt = this.#attempts.find((each) => each.takes(region, request));
    if (!attempt)
      throw new Objection(
        'INV-124',
        `${printRange(range)} is on node ${region.node}, and the request was for ${request.node}`,
      );
    this.#mustBeDue(attempt, range, request);
    return attempt;
  }

  #mustBeDue(attempt: Attempt, range: PfnRange, request: BootRequest): void {
    for (const earlier of this.#attempts.slice(0, this.#attempts.indexOf(attempt))) {
      const fit = this.#fits(earlier, request);
      if (!fit) continue;
      throw new Objection(
        attempt.fellBack && !earlier.fellBack ? 'INV-158' : 'INV-125',
        `${printRange(range)} was reserved, while ${earlier.what} had room at ${hex(fit.start)}`,
        range.start,
      );
    }
  }

  #judgeRefusal(request: BootRequest, answer: number, effects: Effects): void {
    const attempt =
      request.pages === 0 ? undefined : this.#attempts.find((each) => this.#fits(each, request));
    const expected = request.pages === 0 ? INVALID : NO_MEMORY;
    if (attempt || answer !== expected)
      throw new Objection(
        'INV-3',
        `boot memory was refused with ${refusalName(answer) ?? answer}; ${
          attempt ? `${attempt.what} had room` : `only ${refusalName(expected)} could be right`
        }`,
      );
    if (effects.count > 0) throw new Objection('INV-4', 'a refused request of boot changed something');
  }

  #fits(attempt: Attempt, request: BootRequest): PfnRange | null {
    for (const region of this.#regions) {
      if (!attempt.takes(region, request)) continue;
      const fit = firstFit(region, this.#taken, request.pages, 2 ** request.align);
      if (fit) return fit;
    }
    return null;
  }
}

function judgeWarning(range: PfnRange, due: boolean, effects: Effects): void {
  const warned =
    effects.count === 1 && effects.kind(0) === EFFECT_FELL_BACK && effects.first(0) === range.start;
  if (due && !warned)
    throw new Objection(
      'INV-158',
      `${printRange(range)} is not mirrored, and nobody was warned`,
      range.start,
    );
  if (!due && effects.count > 0)
    throw new Objection('INV-4', `${printRange(range)} was reserved with effects it is not entitled to`);
}
