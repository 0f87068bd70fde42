import { ARGUMENTS, type ArgumentKind, type ArgumentName } from '../../spec/operations/arguments.ts';
import {
  OPERATION,
  OPERATION_KINDS,
  OPERATIONS,
  type OperationKind,
} from '../../spec/operations/operation.ts';

/** An argument of an operation: its name in readable form, and where its word holds it. */
export interface Field {
  readonly name: string;
  readonly argument: ArgumentName;
  readonly kind: ArgumentKind;
  /** 1 to 3: word of the operation. */
  readonly word: number;
  /** Lowest bit in the word, and how many; 0 bits stand for all of them. */
  readonly shift: number;
  readonly bits: number;
}

/** Where there are more than three arguments, the small ones share the first word. */
const SHARED_BITS: Partial<Record<ArgumentName, readonly [shift: number, bits: number]>> = {
  order: [0, 8],
  class: [8, 8],
  owner: [16, 8],
  align: [0, 8],
  exact: [8, 8],
};

function fieldsOf(kind: OperationKind): Field[] {
  const names: readonly ArgumentName[] = OPERATIONS[kind];
  const shares = names.length > 3;
  let word = shares ? 1 : 0;
  return names.map((argument) => {
    const [shift, bits] = (shares && SHARED_BITS[argument]) || [0, 0];
    if (bits === 0) word++;
    return {
      name: argument === 'cpus' ? 'cpu' : argument,
      argument,
      kind: ARGUMENTS[argument],
      word: bits === 0 ? word : 1,
      shift,
      bits,
    };
  });
}

/** By number of the operation kind: its arguments in order. */
export const FIELDS: readonly (readonly Field[])[] = OPERATION_KINDS.map(fieldsOf);

/** The class of a request. */
export const REQUEST_CLASS: Field = FIELDS[OPERATION.allocate]!.find(({ argument }) => argument === 'class')!; // A request has one.

/** The value of a field in the operation whose words begin at `at`. */
export const valueIn = (words: Int32Array, at: number, { word, shift, bits }: Field): number => {
  const whole = words[at + word]!; // Four words an operation.
  return bits === 0 ? whole : (whole >> shift) & ((1 << bits) - 1);
};

/** Writes the value of a field; what shares its word stays. */
export function setValueIn(words: Int32Array, at: number, { word, shift, bits }: Field, value: number): void {
  const mask = bits === 0 ? -1 : ((1 << bits) - 1) << shift;
  words[at + word] = (words[at + word]! & ~mask) | ((value << shift) & mask);
}
