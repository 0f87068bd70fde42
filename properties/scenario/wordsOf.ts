import {
  MEMORY_ERRORS,
  ONLINE_TARGETS,
  OPERATION,
  type Operation,
  PIN_TERMS,
} from '../../spec/operations/operation.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { OPERATION_WORDS, type OperationWords } from './words.ts';

/**
 * Operations packed for the run loop; the inverse of `operationAt`. What they mean on a machine is not checked here.
 *
 * @throws RangeError if an operation names no class
 */
export function wordsOf(operations: readonly Operation[]): OperationWords {
  const words = new Int32Array(operations.length * OPERATION_WORDS);
  operations.forEach((operation, index) => {
    words[index * OPERATION_WORDS] = OPERATION[operation.kind];
    words.set(argumentsOf(operation), index * OPERATION_WORDS + 1);
  });
  return words;
}

function argumentsOf(operation: Operation): number[] {
  switch (operation.kind) {
    case 'allocate':
      return [operation.order + 256 * classNumber(operation.class), operation.node, operation.cpu];
    case 'free':
      return [operation.of, operation.cpu];
    case 'pin':
    case 'unpin':
      return [operation.of, PIN_TERMS.indexOf(operation.term)];
    case 'reclaim':
      return [operation.pages, operation.node, operation.zone];
    case 'offline':
      return [operation.block];
    case 'online':
      return [operation.block, ONLINE_TARGETS.indexOf(operation.to)];
    case 'poison':
      return [operation.pfn, MEMORY_ERRORS.indexOf(operation.error)];
    case 'poisonOf':
      return [operation.of, operation.offset, MEMORY_ERRORS.indexOf(operation.error)];
    case 'drain':
      return [operation.cpu];
  }
}

function classNumber(name: string): number {
  const number = requestClassNumber(name);
  if (number < 0) throw new RangeError(`there is no request class ${JSON.stringify(name)}`);
  return number;
}
