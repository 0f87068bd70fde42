import type { OperationKind } from '../../spec/operations/operation.ts';
import type { OperationWords } from '../scenario/words.ts';

/** What a few operations led to. */
export interface Tried {
  /** They show the trouble. */
  readonly fails: boolean;
  /** The last changed nothing, or broke another rule, where every run ends: nothing longer needs to begin like this. */
  readonly idle: boolean;
  /** A name for where they led, if it was asked for and is known: from two with the same name all goes on alike. */
  readonly state: string | null;
}

export interface Search {
  /** Runs operations from boot. */
  readonly run: (words: OperationWords, namesState: boolean) => Tried;
  /** What is looked for, in a word: while a scenario is made shorter, its cause may come to light. */
  readonly about?: () => string;
  /** What the target can be asked. */
  readonly kinds: readonly OperationKind[];
  /** Tries are so cheap that what is short is searched for before anything else is done. */
  readonly isCheap?: boolean;
  /** Scenarios tried at most. */
  readonly most: number;
  readonly until?: () => boolean;
}

/** Tries scenarios for a search, and counts them, until there have been enough. */
export class Trials {
  readonly search: Search;
  #count = 0;
  #over = false;

  constructor(search: Search) {
    this.search = search;
  }

  /** Scenarios tried so far. */
  get count(): number {
    return this.#count;
  }

  /** Scenarios that may still be tried. */
  get left(): number {
    return this.search.most - this.#count;
  }

  /** No more are tried, and what was to be tried then was not. */
  get over(): boolean {
    return this.#over;
  }

  /** So many of these at most, and of what is left, for one way of searching among others. */
  atMost(most: number): Trials {
    const run: Search['run'] = (words, namesState) => this.run(words, namesState);
    return new Trials({ ...this.search, run, most: Math.min(most, this.left) });
  }

  run(words: OperationWords, namesState = false): Tried {
    this.#over ||= this.#count >= this.search.most || this.search.until?.() === true;
    if (this.#over) return UNTRIED;
    this.#count++;
    return this.search.run(words, namesState);
  }

  /** Whether they show the trouble; what is not tried any more does not. */
  fails(words: OperationWords): boolean {
    return this.run(words).fails;
  }
}

const UNTRIED: Tried = { fails: false, idle: true, state: null };
