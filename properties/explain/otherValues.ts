import type { Layout } from '../../spec/layout/layout.ts';
import { argumentEnds } from '../scenario/argumentEnds.ts';
import { FIELDS, type Field, valueIn } from '../scenario/fields.ts';
import { makesAllocation } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords } from '../scenario/words.ts';

/** Values an argument may have instead of its own, the nearest first. */
export interface OtherValues {
  readonly values: readonly number[];
  /** No others are legal. */
  readonly isAll: boolean;
}

/** Where there are more, steps grow. */
const MOST = 16;
/** What a count is raised by at most, where nothing bounds it. */
const HIGHER = 16;

/** The values to try for one argument of an operation. */
export function otherValues(words: OperationWords, index: number, field: Field, layout: Layout): OtherValues {
  const value = valueIn(words, index * OPERATION_WORDS, field);
  if (field.kind.subject) return { values: makersBefore(words, index, value), isAll: true };
  const { least, most, isBound } = domainOf(field, value, layout);
  if (field.kind.names || most - least < MOST) {
    const all = Array.from({ length: Math.max(0, most - least + 1) }, (_, place) => least + place);
    return {
      values: nearestFirst(
        all.filter((other) => other !== value),
        value,
      ),
      isAll: isBound,
    };
  }
  const steps = [1, 2, 3, ...Array.from({ length: 29 }, (_, power) => 2 ** (power + 2))];
  const near = steps.flatMap((step) => [value - step, value + step]);
  const inside = [...near, least, most].filter((other) => other >= least && other <= most && other !== value);
  return { values: nearestFirst([...new Set(inside)], value), isAll: false };
}

const nearestFirst = (values: readonly number[], value: number): number[] =>
  values.toSorted((one, other) => Math.abs(one - value) - Math.abs(other - value) || one - other);

const makersBefore = (words: OperationWords, index: number, value: number): number[] =>
  nearestFirst(
    Array.from({ length: index }, (_, place) => place).filter(
      (place) => place !== value && makesAllocation(words[place * OPERATION_WORDS]!), // Below the count.
    ),
    value,
  );

interface Domain {
  readonly least: number;
  readonly most: number;
  /** Nothing above is legal, or means anything else. */
  readonly isBound: boolean;
}

/** What an argument ranges over on a machine. */
function domainOf({ argument, kind }: Field, value: number, layout: Layout): Domain {
  const ends = argumentEnds(layout);
  if (kind.names) return { least: 0, most: kind.names.length - 1, isBound: true };
  if (kind.below) return { least: kind.least, most: ends[kind.below] - 1, isBound: true };
  switch (argument) {
    case 'pages':
      return { least: 1, most: Math.max(value, ends.frames), isBound: false };
    case 'offset':
      return { least: 0, most: 2 ** layout.geometry.maxOrder - 1, isBound: true };
    case 'area':
      return { least: 0, most: Math.max(value, layout.cma?.length ?? 0), isBound: false };
    case 'count':
    case 'retries':
      return { least: kind.least, most: value + HIGHER, isBound: false };
    default:
      return { least: kind.least, most: kind.most, isBound: true };
  }
}

/** The arguments of an operation, in order. */
export const fieldsAt = (words: OperationWords, index: number): readonly Field[] =>
  FIELDS[words[index * OPERATION_WORDS]!]!; // Words hold known kinds.
