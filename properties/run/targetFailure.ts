/** A target threw where it owed an answer. */
export class TargetFailure extends Error {
  override readonly name = 'TargetFailure';

  /** @param doing the operation it was asked for */
  constructor(doing: string, thrown: unknown) {
    super(`the target threw on ${doing}: ${textOf(thrown)}`, { cause: thrown });
  }
}

/** Anything can be thrown, even what cannot be turned into text. */
function textOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } catch {
    return 'something that has no text';
  }
}
