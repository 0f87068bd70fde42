/** What is returned for an operation whose subject does not exist. */
export const SKIPPED = Number.NaN;
