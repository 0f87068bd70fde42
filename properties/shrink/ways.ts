import { OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';
import { changeAlike } from './changeAlike.ts';
import { changeOne, changeOneForTwo } from './changeOne.ts';
import { elsewhere } from './elsewhere.ts';
import { freshRun } from './freshRuns.ts';
import { inPieces } from './inPieces.ts';
import { inRanges } from './inRanges.ts';
import { otherOrders } from './otherOrders.ts';
import { amongRelated } from './relatedKinds.ts';
import { earlierForOne, exchangeTwo, oneForTwo, withoutTwo } from './replaceOperations.ts';
import type { Trials } from './trials.ts';
import { vocabularyOf, type Width } from './vocabulary.ts';

/** Other ways to the trouble of an attempt, that no removal of one operation leads to. */
export class Ways {
  readonly #attempt: Attempt;
  readonly #trials: Trials;
  /** Searches that do not depend on more than this was said of: they need not be made again. */
  readonly #made = new Set<string>();

  constructor(attempt: Attempt, trials: Trials) {
    this.#attempt = attempt;
    this.#trials = trials;
  }

  /** Something shorter, or null. */
  shorter(): OperationWords | null {
    const { words } = this.#attempt;
    const length = operationCount(words) - 1;
    const own = this.own('usual');
    return (
      withoutTwo(words, this.#trials) ??
      this.#once(['fresh', length, ...own], () => freshRun(length, own, this.#trials)) ??
      changeAlike(words, this.#trials) ??
      changeOne(words, this.all(), this.#trials) ??
      changeOneForTwo(words, own, this.#trials) ??
      oneForTwo(words, this.all(), this.#trials)
    );
  }

  /** Something shorter of kinds that are related to those of the scenario, or null. */
  related(): OperationWords | null {
    const { words, scenario } = this.#attempt;
    const kinds = kindsIn(words);
    return this.#once(
      ['related', operationCount(words), ...kinds],
      () => amongRelated(scenario, kinds, this.#trials) ?? inPieces(scenario, this.#trials),
    );
  }

  /** Something shorter that shows it by other means, where nothing is proven by its own: another place, other orders, ranges; or null. */
  byOtherMeans(): OperationWords | null {
    const { scenario } = this.#attempt;
    return (
      elsewhere(scenario, this.#trials) ??
      otherOrders(scenario, this.#trials) ??
      inRanges(scenario, this.#trials)
    );
  }

  /** Something as short that comes before, or null. */
  plainer(): OperationWords | null {
    const { words } = this.#attempt;
    return earlierForOne(words, this.all(), this.#trials) ?? exchangeTwo(words, this.#trials);
  }

  /** Whatever the target can be asked. */
  all(): Int32Array[] {
    const { words, scenario } = this.#attempt;
    return vocabularyOf(this.#trials.search.kinds, scenario.layout, words);
  }

  /** Operations of the scenario's own kinds. */
  own(width: Width): Int32Array[] {
    const { words, scenario } = this.#attempt;
    const own = kindsIn(words);
    const kinds = this.#trials.search.kinds.filter((kind) => own.includes(kind));
    return vocabularyOf(kinds, scenario.layout, words, width);
  }

  #once(about: readonly unknown[], search: () => OperationWords | null): OperationWords | null {
    const key = about.join();
    if (this.#made.has(key)) return null;
    this.#made.add(key);
    return search();
  }
}

/** Kinds of its operations, in their order. */
export const kindsIn = (words: OperationWords): OperationKind[] =>
  OPERATION_KINDS.filter((_, number) =>
    Array.from({ length: operationCount(words) }).some(
      (_, index) => words[index * OPERATION_WORDS] === number,
    ),
  );
