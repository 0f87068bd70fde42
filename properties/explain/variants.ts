import { InputError } from '../input/inputError.ts';
import { checkOperations } from '../scenario/checkOperations.ts';
import { setValueIn, valueIn } from '../scenario/fields.ts';
import { keepOperations } from '../scenario/keepOperations.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { subjectCount } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { ArgumentValue, Change } from './explanation.ts';
import { fieldsAt, otherValues } from './otherValues.ts';

/** A scenario that differs from the failing one in one thing. */
export interface Variant {
  readonly words: OperationWords;
  readonly change: Change;
  /** How far it is from the failing one: the difference of two numbers, 1 between two words, and no end where an operation is gone. */
  readonly distance: number;
  /** By operation of the variant: its place in the failing scenario. */
  readonly places: readonly number[];
}

/** The scenario without an operation and those about what it makes. */
export function variantWithout({ operations }: Scenario, index: number): Variant {
  const gone = withDependents(operations, index);
  const places = placesOf(operations).filter((place) => !gone.includes(place));
  const keep = Uint8Array.from(placesOf(operations), (place) => (gone.includes(place) ? 0 : 1));
  return {
    words: keepOperations(operations, keep),
    change: { kind: 'left out', operations: gone },
    distance: Number.POSITIVE_INFINITY,
    places,
  };
}

function withDependents(words: OperationWords, index: number): number[] {
  const gone = [index];
  for (let place = index + 1; place < operationCount(words); place++) {
    const at = place * OPERATION_WORDS;
    const subjects = words.subarray(at + 1, at + 1 + subjectCount(words[at]!)); // Words hold known kinds.
    if (subjects.some((subject) => gone.includes(subject))) gone.push(place);
  }
  return gone;
}

/** The variants of one argument, the nearest first. */
export interface ArgumentVariants {
  readonly name: string;
  readonly value: ArgumentValue;
  readonly variants: readonly (Variant & { readonly value: ArgumentValue })[];
  /** No other value is legal. */
  readonly isAll: boolean;
}

/** For each argument of an operation, the scenario with other values of it. Arguments that can have one value only are left out. */
export function argumentVariants(scenario: Scenario, index: number): ArgumentVariants[] {
  const { operations, layout } = scenario;
  const places = placesOf(operations);
  return fieldsAt(operations, index).flatMap((field) => {
    const { name, kind } = field;
    const { values, isAll } = otherValues(operations, index, field, layout);
    const own = valueIn(operations, index * OPERATION_WORDS, field);
    const said = (value: number): ArgumentValue => kind.names?.[value] ?? value;
    const variants = values.flatMap((value) => {
      const words = operations.slice();
      setValueIn(words, index * OPERATION_WORDS, field, value);
      if (!isLegal(words, scenario)) return [];
      const change = { kind: 'argument', operation: index, name, from: said(own), to: said(value) } as const;
      const distance = kind.names || kind.subject ? 1 : Math.abs(value - own);
      return [{ words, change, distance, places, value: said(value) }];
    });
    return variants.length === 0 ? [] : [{ name, value: said(own), variants, isAll }];
  });
}

const placesOf = (words: OperationWords): number[] =>
  Array.from({ length: operationCount(words) }, (_, place) => place);

/** What a scenario file could hold: an offset, for one, must lie in its block. */
function isLegal(words: OperationWords, { layout }: Scenario): boolean {
  try {
    checkOperations(
      placesOf(words).map((place) => operationAt(words, place)),
      layout,
      'variant',
    );
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
