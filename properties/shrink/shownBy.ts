import type { Layout } from '../../spec/layout/layout.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { argumentEnds } from '../scenario/argumentEnds.ts';
import { FIELDS, setValueIn, valueIn } from '../scenario/fields.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { Levels } from './levels.ts';
import { type Search, Trials } from './trials.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Scenarios tried on a machine where nothing was seen yet. */
const MOST = 5000;

/** What a search on another machine came to. */
export interface Shown {
  /** Operations that show the trouble there; null if none were found. */
  readonly words: OperationWords | null;
  /** Scenarios tried. */
  readonly tried: number;
}

/**
 * Whether the trouble that a scenario shows on one machine can be shown on another: by the same operations, with numbers that it
 * has, or else by the first of the shortest of the same kinds, plain ones, as far as few have to be tried.
 *
 * @param longest no more operations than these
 */
export function shownBy(words: OperationWords, layout: Layout, longest: number, search: Search): Shown {
  const trials = new Trials({ ...search, most: Math.min(MOST, search.most) });
  const same = fitting(words, layout);
  if (operationCount(words) <= longest && trials.fails(same)) return { words: same, tried: trials.count };
  const own = new Set(Array.from({ length: operationCount(words) }, (_, index) => kindAt(words, index)));
  const kinds = search.kinds.filter((kind) => own.has(kind));
  const levels = new Levels(vocabularyOf(kinds, layout, same, longest === 1 ? 'all' : 'plainest'), trials);
  while (levels.length < longest && levels.size <= trials.left) {
    const found = levels.next(null, levels.length + 1 === longest);
    if (found !== null) return { words: found, tried: trials.count };
    if (trials.over) break;
  }
  return { words: null, tried: trials.count };
}

const kindAt = (words: OperationWords, index: number) => OPERATION_KINDS[words[index * OPERATION_WORDS]!]!; // Words hold known kinds.

/**
 * The operations with every number that names nothing on the machine lowered until it does: places in memory by as much as the machine is
 * large, so that they keep their place in a block, and others to the last.
 */
function fitting(words: OperationWords, layout: Layout): OperationWords {
  const ends = argumentEnds(layout);
  const fitted = words.slice();
  for (let at = 0; at < fitted.length; at += OPERATION_WORDS) {
    for (const field of FIELDS[fitted[at]!]!) {
      const { below } = field.kind;
      if (below === undefined) continue;
      const value = valueIn(fitted, at, field);
      const end = ends[below];
      if (value >= end) setValueIn(fitted, at, field, PLACES.includes(below) ? value % end : end - 1);
    }
  }
  return fitted;
}

const PLACES: readonly string[] = ['frames', 'pageblocks', 'blocks'];
