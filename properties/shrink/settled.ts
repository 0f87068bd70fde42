import type { OperationWords } from '../scenario/words.ts';
import type { Search } from './trials.ts';
import { sortsIn } from './vocabulary.ts';

/** Operations of which all scenarios of some length were tried: there is no need to run any of them again. */
export class Settled {
  readonly #search: Search;
  readonly #sorts = new Set<string>();
  #about = '';

  constructor(search: Search) {
    this.#search = search;
  }

  add(sorts: readonly Int32Array[]): void {
    this.#forgetOther();
    for (const sort of sorts) this.#sorts.add(sort.join());
  }

  /** All operations of a scenario are among them. */
  has(words: OperationWords): boolean {
    this.#forgetOther();
    if (this.#sorts.size === 0) return words.length === 0; // Asked of every candidate of a search.
    return sortsIn(words).every((sort) => this.#sorts.has(sort.join()));
  }

  /** What was tried in search of one trouble says nothing of another. */
  #forgetOther(): void {
    const about = this.#search.about?.() ?? '';
    if (about !== this.#about) this.#sorts.clear();
    this.#about = about;
  }
}
