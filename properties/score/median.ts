/** The middle one of the figures, the larger of two; null of none. */
export const median = (figures: readonly number[]): number | null =>
  figures.toSorted((one, other) => one - other)[figures.length >> 1] ?? null;
