import { OPERATION, type Operation } from '../../spec/operations/operation.ts';
import { FIELDS, type Field, setValueIn } from './fields.ts';
import { OPERATION_WORDS, type OperationWords } from './words.ts';

/**
 * Operations packed for the run loop; the inverse of `operationAt`. What they mean on a machine is not checked here.
 *
 * @throws RangeError if an operation names no class, term, target or error
 */
export function wordsOf(operations: readonly Operation[]): OperationWords {
  const words = new Int32Array(operations.length * OPERATION_WORDS);
  operations.forEach((operation, index) => {
    const at = index * OPERATION_WORDS;
    words[at] = OPERATION[operation.kind];
    for (const field of FIELDS[words[at]!]!) setValueIn(words, at, field, numberOf(operation, field)); // A known kind.
  });
  return words;
}

function numberOf(operation: Operation, { name, kind }: Field): number {
  const value = (operation as Readonly<Record<string, string | number>>)[name] ?? 0;
  if (typeof value === 'number') return value;
  const number = kind.names?.indexOf(value) ?? -1;
  if (number < 0) throw new RangeError(`there is no ${name} ${JSON.stringify(value)}`);
  return number;
}
