/** A broken rule, as data; `cli/` renders it. */
export interface Violation {
  /** `INV-1`: the rule, by its number in the catalogue. */
  readonly invariant: string;
  /** The question that failed. */
  readonly property: PropertyName;
  /** What happened, in one sentence with the pfns; lower case, no full stop. */
  readonly sentence: string;
  /** Number of the operation where it showed; the number of operations if it showed only at the end. */
  readonly operation: number;
  /** Frames that show it, at most a few. */
  readonly pfns: readonly number[];
}

/** The questions that are asked of a run. */
export const PROPERTY_NAMES = [
  'follows the model',
  'keeps every invariant',
  'failures are justified',
  'free everything gives back the largest blocks',
  'allocate then free changes nothing',
  'offline then online changes nothing',
  'boot hands the rest over',
  'answers',
] as const;

/** One of {@link PROPERTY_NAMES}. */
export type PropertyName = (typeof PROPERTY_NAMES)[number];
