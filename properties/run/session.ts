import type { OperationWords } from '../scenario/words.ts';
import type { Story } from './story.ts';
import type { Tally } from './tally.ts';
import type { Violation } from './violation.ts';

/** A target and its oracle on one machine under one design, ready to run scenario after scenario. */
export interface Session {
  /** Runs operations from a fresh boot, judging each, then asks the questions of the end. Null: nothing was broken. */
  run(words: OperationWords): Violation | null;
  /** Runs them again, slowly, and tells what happened up to the violation. */
  tell(words: OperationWords): Story;
  readonly tally: Tally;
  /** Where the run stands, for a watcher in another thread: [0] operation number, [1] runs begun. */
  progress: Int32Array;
}
