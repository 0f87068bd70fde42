import { isSameTrouble } from '../run/session.ts';
import type { Story } from '../run/story.ts';
import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { OperationWords } from '../scenario/words.ts';
import type { Ending } from './explanation.ts';

/** A scenario that breaks a rule, and what both sides said on the way. */
export interface Failing {
  readonly scenario: Scenario;
  readonly violation: Violation;
  readonly story: Story;
}

/** Where operations are run on the machine of the failing scenario. */
export interface Runner {
  run(words: OperationWords): Violation | null;
  tell(words: OperationWords): Story;
}

/** Runs variants of a failing scenario, and counts them, until there have been enough. */
export class Tries {
  readonly #runner: Runner;
  readonly #violation: Violation;
  readonly #most: number;
  readonly #until: () => boolean;
  #count = 0;
  #over = false;

  constructor(runner: Runner, violation: Violation, most: number, until: () => boolean) {
    this.#runner = runner;
    this.#violation = violation;
    this.#most = most;
    this.#until = until;
  }

  /** Runs so far. */
  get count(): number {
    return this.#count;
  }

  /** Something was not run, since there had been enough. */
  get over(): boolean {
    return this.#over;
  }

  /** How a variant ends; null if it is not run any more. */
  ending(words: OperationWords): Ending | null {
    this.#over ||= this.#count >= this.#most || this.#until();
    if (this.#over) return null;
    this.#count++;
    const violation = this.#runner.run(words);
    if (violation === null) return 'passes';
    if (isSameTrouble(violation, this.#violation)) return 'same';
    const { invariant } = violation;
    return invariant === this.#violation.invariant ? 'same elsewhere' : (invariant as Ending); // All are called so.
  }

  /** The story of a variant that was run. */
  story(words: OperationWords): Story {
    this.#count++;
    return this.#runner.tell(words);
  }
}
