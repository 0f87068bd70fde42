import { OPERATION, type OperationKind } from '../../spec/operations/operation.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { FIELDS, type Field, setValueIn, valueIn } from '../scenario/fields.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';

/** Kinds that often play the same part in a failure, the plainest first. */
const PARTS: readonly (readonly OperationKind[])[] = [
  ['allocate', 'poolGet', 'inflate', 'cmaAllocate', 'contigAllocate'],
  ['pin', 'getRef'],
  ['unpin', 'putRef'],
  ['free', 'poolPut'],
  ['offline', 'beginOffline'],
  ['poison', 'poisonOf'],
  ['reclaim', 'kswapd'],
];

/** Longer scenarios are left as they are: too much could stand for too much. */
const SHORT = 12;

/**
 * Lets plainer kinds of operations play the part of others, so that two runs that found one bug end in one form: memory that
 * is taken is taken by an allocation, what is held is pinned, what leaves is taken offline.
 */
export function substituteKinds(attempt: Attempt): void {
  if (operationCount(attempt.words) > SHORT) return;
  for (let index = 0; index < operationCount(attempt.words); index++) {
    for (const candidate of plainerAt(attempt.words, index)) if (attempt.accepts(candidate)) break;
  }
}

function* plainerAt(words: OperationWords, index: number): Generator<OperationWords> {
  const kind = words[index * OPERATION_WORDS]!; // Below the count.
  const part = PARTS.find((kinds) => kinds.some((other) => OPERATION[other] === kind)) ?? [];
  for (const plainer of part) {
    if (OPERATION[plainer] === kind) return;
    const replaced = replacedBy(words, index, OPERATION[plainer]);
    yield replaced;
    if (plainer === 'allocate') yield ofUser(replaced, index);
  }
}

/** The same scenario with another kind there: arguments of the same name stay, all others are the plainest. */
function replacedBy(words: OperationWords, index: number, kind: number): OperationWords {
  const at = index * OPERATION_WORDS;
  const before = FIELDS[words[at]!]!; // Words hold known kinds.
  const replaced = words.slice();
  replaced.fill(0, at, at + OPERATION_WORDS);
  replaced[at] = kind;
  for (const field of FIELDS[kind]!) {
    const same = before.find(({ argument }) => argument === field.argument);
    setValueIn(replaced, at, field, same ? valueIn(words, at, same) : Math.max(0, field.kind.least));
  }
  return replaced;
}

const USER = requestClassNumber('user');

function ofUser(words: OperationWords, index: number): OperationWords {
  const user = words.slice();
  setValueIn(user, index * OPERATION_WORDS, classField, USER);
  return user;
}

const classField = FIELDS[OPERATION.allocate]!.find(({ argument }) => argument === 'class') as Field; // It has one.
