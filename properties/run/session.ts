import type { OperationWords } from '../scenario/words.ts';
import type { Story } from './story.ts';
import type { Tally } from './tally.ts';
import type { PropertyName, Violation } from './violation.ts';

/** A target and its oracle on one machine under one design, ready to run scenario after scenario. */
export interface Session {
  /** Runs operations from a fresh boot, judging each, then asks the questions of the end. Null: nothing was broken. */
  run(words: OperationWords): Violation | null;
  /**
   * Runs operations from a fresh boot and asks nothing else, for a search that tries thousands of scenarios.
   *
   * @param closely look at the whole world after the last
   * @param namesState say which state they led to
   */
  sketch(words: OperationWords, closely: boolean, namesState: boolean): Sketch;
  /** Runs them again, slowly, and tells what happened up to the violation; `withPages`, all pages after each step as well. */
  tell(words: OperationWords, withPages?: boolean): Story;
  /**
   * The same operations with those of the end questions written behind them, so that what showed at the end shows in the
   * scenario itself, and can be made minimal.
   */
  unfold(words: OperationWords): OperationWords;
  /** What was counted since the session was opened, or forgot. */
  readonly tally: Tally;
  /** Counts from zero again; what boot walked is counted from the start, for each run begins with a boot. */
  forget(): void;
  /** Where the run stands, for a watcher in another thread: [0] operation number, [1] runs begun. */
  progress: Int32Array;
}

/** What a few operations led to. */
export interface Sketch {
  readonly violation: Violation | null;
  /** The last was skipped, or refused without any effect: it changed nothing. */
  readonly idle: boolean;
  /**
   * Two runs with the same name have led target and oracle to the same state, but for what allocations are called: whatever goes on
   * from one goes on from the other. Null if it was not asked for, or the target cannot say.
   */
  readonly state: string | null;
}

/**
 * Whether a run looks at the whole world after every operation: only where that costs next to nothing, so that a violation in a
 * small scenario is named by its cause and not by a later symptom.
 */
export const looksEveryStep = (frameCount: number, operations: number): boolean =>
  frameCount * operations <= 16384;

/** The two violations show the same thing: the same rule, in answer to the same kind of question. */
export const isSameTrouble = (one: Violation, other: Violation): boolean =>
  one.invariant === other.invariant && isOfTheEnd(one) === isOfTheEnd(other);

const END_QUESTIONS: readonly PropertyName[] = [
  'free everything gives back the largest blocks',
  'allocate then free changes nothing',
  'offline then online changes nothing',
  'boot hands the rest over',
];

/** It showed in an operation that is not the scenario's own. */
export const isOfTheEnd = ({ property }: Violation): boolean => END_QUESTIONS.includes(property);
