import type { refusalName } from '../../spec/index.ts';

/** Why a request of the library failed: a refusal of the contract by its name, or options that describe no machine. */
export type ErrorCode = NonNullable<ReturnType<typeof refusalName>> | 'BAD_OPTIONS';

/** What went wrong, in the parts that its sentence is made of. */
export interface Complaint {
  readonly code: ErrorCode;
  /** The call or the option: `free(0x20)`, `layout.ranges[3].end`. */
  readonly place: string;
  /** What should have been there, as a noun. */
  readonly expected: string;
  readonly found: string;
  /** What to try, as an imperative without a full stop. */
  readonly remedy: string;
  /** The page it is about, if it is about one. */
  readonly pfn?: number | undefined;
}

/**
 * What every method of the library throws where the raw contract answers with a negative number. Its message is one sentence: where,
 * what was expected, what was found, what to try. Nothing has changed when it is thrown, but for what the raw operation says of its
 * refusals.
 */
export class AllocatorError extends Error {
  /** `AllocatorError`, by which it is told from other errors without its class. */
  override readonly name = 'AllocatorError';
  /** The refusal, as the raw contract calls it. */
  readonly code: ErrorCode;
  /** What would have been right, as the message says it. */
  readonly expected: string;
  /** What was there in its place. */
  readonly found: string;
  /** What to try, as an imperative without a full stop. */
  readonly remedy: string;
  /** The page that stands in the way or was named wrongly, if there is one. */
  readonly pfn: number | undefined;

  constructor({ code, place, expected, found, remedy, pfn }: Complaint) {
    super(`${place}: expected ${expected}, found ${found}; ${remedy}`);
    this.code = code;
    this.expected = expected;
    this.found = found;
    this.remedy = remedy;
    this.pfn = pfn;
  }
}

/** A page frame number as all messages write it. */
export const page = (pfn: number): string => (pfn >= 0 ? `0x${pfn.toString(16)}` : String(pfn));
