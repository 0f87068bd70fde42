import { OPERATION_KINDS, type Operation } from '../../spec/operations/operation.ts';
import { FIELDS, type Field, valueIn } from './fields.ts';
import { OPERATION_WORDS, type OperationWords } from './words.ts';

/**
 * The operation at a place, in readable form.
 *
 * @throws RangeError if there is none, or its words name no kind, class, term, target or error
 */
export function operationAt(words: OperationWords, index: number): Operation {
  const at = index * OPERATION_WORDS;
  const number = words[at];
  const kind = number === undefined ? undefined : OPERATION_KINDS[number];
  if (kind === undefined) throw new RangeError(`operation ${index} has no kind (${number})`);
  const operation: Record<string, string | number> = { kind };
  for (const field of FIELDS[number!]!) readField(operation, words, index, field); // A kind was there.
  return operation as Operation; // Its fields are those that the table of operations names.
}

function readField(
  operation: Record<string, string | number>,
  words: OperationWords,
  index: number,
  field: Field,
): void {
  const value = valueIn(words, index * OPERATION_WORDS, field);
  const { name, kind } = field;
  if (kind.optional && value === 0) return;
  if (!kind.names) {
    operation[name] = value;
    return;
  }
  const word = kind.names[value];
  if (word === undefined) throw new RangeError(`operation ${index} has no ${name} (${value})`);
  operation[name] = word;
}
