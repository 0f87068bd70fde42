/**
 * What the oracle throws when a target breaks a rule: never caught inside the model, so the first broken rule ends the
 * run. The allocation-free path never makes one.
 */
export class Objection extends Error {
  /** `Objection`, by which it is told from other errors without its class. */
  override readonly name = 'Objection';
  /** `INV-163`: the rule that was broken. */
  readonly invariant: string;
  /** Frames that show it, at most a few. */
  readonly pfns: readonly number[];

  /**
   * @param invariant number in the catalogue, `INV-1`
   * @param sentence what happened, lower case, no full stop
   */
  constructor(invariant: string, sentence: string, ...pfns: readonly number[]) {
    super(sentence);
    this.invariant = invariant;
    this.pfns = pfns;
  }
}

/** `0x1f`, as kernels print a pfn. */
export const hex = (pfn: number): string => `0x${pfn.toString(16)}`;

/** `block 0x20..0x23` or `frame 0x20`. */
export const blockText = (pfn: number, order: number): string =>
  order === 0 ? `frame ${hex(pfn)}` : `block ${hex(pfn)}..${hex(pfn + 2 ** order - 1)}`;
