/** Changes of one place that nobody notices, with the reason why that is no hole. */
export interface Survivor {
  /** The line that the place begins in, without indentation. */
  readonly line: string;
  /** The text that is changed. */
  readonly from: string;
  /** What it is changed to. */
  readonly to: readonly string[];
  /** Why the allocator does the same, or nobody may tell the difference. */
  readonly why: string;
}

/** By file. */
export type Survivors = Readonly<Record<string, readonly Survivor[]>>;
