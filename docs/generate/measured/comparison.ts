/** How the designs fared on the same scenarios. Written by `npm run docs:measure`. */
export interface MeasuredComparison {
  readonly origin: string;
  readonly layouts: readonly string[];
  readonly seed: number;
  readonly scenarios: number;
  readonly operations: number;
  readonly measures: readonly { readonly name: string; readonly meaning: string }[];
  readonly designs: readonly {
    readonly design: string;
    readonly operations: number;
    readonly skipped: number;
    readonly measures: Readonly<Record<string, number>>;
  }[];
}
