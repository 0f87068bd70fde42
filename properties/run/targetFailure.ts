/** A target threw where it owed an answer. */
export class TargetFailure extends Error {
  override readonly name = 'TargetFailure';

  /** @param doing the operation it was asked for */
  constructor(doing: string, thrown: unknown) {
    super(`the target threw on ${doing}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, {
      cause: thrown,
    });
  }
}
