import { ARGUMENTS, type ArgumentName } from '../../spec/operations/arguments.ts';
import { argumentEnds } from '../scenario/argumentEnds.ts';
import { FIELDS, type Field, setValueIn, valueIn } from '../scenario/fields.ts';
import { withoutOperations } from '../scenario/keepOperations.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Trials } from './trials.ts';

/** Tries of one search. */
const MOST = 4000;

/** Arguments that name a place in memory. */
const PLACES: readonly ArgumentName[] = ['block', 'pageblock', 'pfn'];

/** Operations that name one place by the same argument. */
interface Group {
  readonly argument: ArgumentName;
  readonly value: number;
  /** Where their words begin. */
  readonly at: readonly number[];
}

/**
 * Looks for an operation that can go once others are about another place: where the first of two allocations goes, the second comes to
 * lie elsewhere, and whoever isolates its pageblock and puts that back has to follow it there, both at once.
 *
 * @returns something shorter that shows the trouble, or null
 */
export function elsewhere({ operations, layout }: Scenario, trials: Trials): OperationWords | null {
  const some = trials.atMost(MOST);
  const ends = argumentEnds(layout);
  for (let index = operationCount(operations) - 1; index >= 0; index--) {
    const fewer = withoutOperations(operations, index, index + 1);
    for (const group of groupsIn(fewer)) {
      const end = ends[ARGUMENTS[group.argument].below!]; // Places are numbered, and have an end.
      for (let value = 0; value < end; value++) {
        if (value === group.value) continue;
        const moved = withValue(fewer, group, value);
        if (some.fails(moved)) return moved;
        if (some.over) return null;
      }
    }
  }
  return null;
}

function groupsIn(words: OperationWords): Group[] {
  const groups = new Map<string, { argument: ArgumentName; value: number; at: number[] }>();
  for (let at = 0; at < words.length; at += OPERATION_WORDS) {
    for (const field of FIELDS[words[at]!]!.filter(isPlace)) {
      const value = valueIn(words, at, field);
      const key = `${field.argument} ${value}`;
      const group = groups.get(key) ?? { argument: field.argument, value, at: [] };
      group.at.push(at);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

const isPlace = ({ argument }: Field): boolean => PLACES.includes(argument);

function withValue(words: OperationWords, { argument, at }: Group, value: number): OperationWords {
  const moved = words.slice();
  for (const each of at) {
    const field = FIELDS[words[each]!]!.find((one) => one.argument === argument)!; // It is of the group for that.
    setValueIn(moved, each, field, value);
  }
  return moved;
}
