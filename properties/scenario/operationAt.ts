import {
  MEMORY_ERRORS,
  ONLINE_TARGETS,
  OPERATION_KINDS,
  type Operation,
  PIN_TERMS,
} from '../../spec/operations/operation.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { OPERATION_WORDS, type OperationWords } from './words.ts';

/**
 * The operation at a place, in readable form.
 *
 * @throws RangeError if there is none, or its words name no kind, class, term, target or error
 */
export function operationAt(words: OperationWords, index: number): Operation {
  const at = index * OPERATION_WORDS;
  const kind = named(OPERATION_KINDS, words[at], 'kind', index);
  const [first, second, third] = [words[at + 1]!, words[at + 2]!, words[at + 3]!]; // A kind was there, so its words are.
  switch (kind) {
    case 'allocate': {
      const entry = named(REQUEST_CLASSES, first >> 8, 'class', index);
      return { kind, order: first & 255, class: entry.name, node: second, cpu: third };
    }
    case 'free':
      return { kind, of: first, cpu: second };
    case 'pin':
    case 'unpin':
      return { kind, of: first, term: named(PIN_TERMS, second, 'term', index) };
    case 'reclaim':
      return { kind, pages: first, node: second, zone: third };
    case 'offline':
      return { kind, block: first };
    case 'online':
      return { kind, block: first, to: named(ONLINE_TARGETS, second, 'target', index) };
    case 'poison':
      return { kind, pfn: first, error: named(MEMORY_ERRORS, second, 'error', index) };
    case 'poisonOf':
      return { kind, of: first, offset: second, error: named(MEMORY_ERRORS, third, 'error', index) };
    case 'drain':
      return { kind, cpu: first };
  }
}

function named<T>(names: readonly T[], number: number | undefined, what: string, index: number): T {
  const name = number === undefined ? undefined : names[number];
  if (name === undefined) throw new RangeError(`operation ${index} has no ${what} (${number})`);
  return name;
}
