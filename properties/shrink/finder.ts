import type { OperationWords } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';
import { type Limits, searchShorter } from './searchShorter.ts';
import { type Search, Trials } from './trials.ts';

/** Searches for an attempt, and counts what that takes. */
export class Finder {
  readonly attempt: Attempt;
  readonly trials: Trials;
  /** Trials before the scenario was as short as it is. */
  #shorterAt = 0;

  constructor(attempt: Attempt, search: Search) {
    this.attempt = attempt;
    this.trials = new Trials(search);
  }

  /** Scenarios tried since the scenario is as short as it is. */
  get triedSince(): number {
    return this.trials.count - this.#shorterAt;
  }

  /** Keeps what a search has found, if a whole run shows it too. */
  take(words: OperationWords | null): boolean {
    const before = this.attempt.words.length;
    if (words === null || !this.attempt.accepts(words)) return false;
    if (words.length < before) this.#shorterAt = this.trials.count;
    return true;
  }

  /**
   * Takes the first of the shortest scenarios of some operations; see {@link searchShorter}.
   *
   * @returns whether nothing of them is shorter than what is known then
   */
  takeShortest(sorts: readonly Int32Array[], limits: Limits, trials: Trials = this.trials): boolean {
    const { words, proven } = searchShorter(this.attempt.scenario, sorts, trials, limits);
    return words === null ? proven : this.take(words);
  }
}
