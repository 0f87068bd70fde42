/** What a child is asked. */
export type Question =
  | { readonly kind: 'look'; readonly bundle: string; readonly mutants: number; readonly out: string }
  | {
      readonly kind: 'judge';
      readonly bundle: string;
      readonly look: string;
      readonly mutants: readonly number[];
      readonly budget: number;
      /** Ask those first that pass little else: tests say what they are about, campaigns are about everything. */
      readonly byFocus: boolean;
      /** Alive while the bundle is loaded. */
      readonly fromTheStart: boolean;
    };

/** Who saw what, on the sound sources. */
export interface Look {
  readonly names: readonly string[];
  /** How long each took. */
  readonly milliseconds: readonly number[];
  /** How long it took to load the bundle. */
  readonly loading: number;
  readonly broken: readonly string[];
  /** Passed while the bundle was loaded. */
  readonly atLoad: readonly number[];
  /** Passed by each noticer. */
  readonly passed: readonly (readonly number[])[];
}

/** What a child answers for each mutant. */
export interface Verdict {
  readonly mutant: number;
  readonly by: string | null;
  /** The place of the noticer that noticed it, or -1. */
  readonly place: number;
  readonly milliseconds: number;
  /** The time was over before all were asked. */
  readonly cut: boolean;
}
