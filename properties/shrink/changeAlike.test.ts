import { expect, test } from 'vitest';
import type { Operation } from '../../spec/operations/operation.ts';
import { operationAt } from '../scenario/operationAt.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { changeAlike } from './changeAlike.ts';
import { changeOne, changeOneForTwo } from './changeOne.ts';
import { Trials } from './trials.ts';

const user = (order: number): Operation => ({ kind: 'allocate', order, class: 'user', node: 0, cpu: 0 });
const buffer = (order: number): Operation => ({ kind: 'allocate', order, class: 'buffer', node: 0, cpu: 0 });
const offline: Operation = { kind: 'offline', block: 2 };
const kswapd: Operation = { kind: 'kswapd', node: 0 };

const operationsOf = (words: OperationWords): Operation[] =>
  Array.from({ length: operationCount(words) }, (_, at) => operationAt(words, at));

const trialsOf = (fails: (operations: readonly Operation[]) => boolean): Trials =>
  new Trials({
    run: (words) => ({ fails: fails(operationsOf(words)), idle: false, state: null }),
    kinds: [],
    most: 10_000,
  });

const textOf = (operations: readonly Operation[]): string =>
  operations.map((each) => ('class' in each ? `${each.class} ${each.order}` : each.kind)).join(', ');

const GIVEN = [user(0), user(1), offline, kswapd];

test('where no request can be of another class alone, all of one class can', () => {
  const shows = ['user 0, user 1, offline, kswapd', 'buffer 0, buffer 1, kswapd'];
  const trials = trialsOf((operations) => shows.some((each) => textOf(operations).endsWith(each)));
  const withOffline = trialsOf((operations) => shows.includes(textOf(operations).replace('1, offline', '1')));
  expect(changeAlike(wordsOf(GIVEN), trials)).toBeNull();
  const found = changeAlike(wordsOf(GIVEN), withOffline);
  expect(found && operationsOf(found)).toEqual([buffer(0), buffer(1), kswapd]);
});

test('two operations can go once another is changed, where one alone cannot', () => {
  const isShown = (text: string) => text === 'user 0, user 1, offline, kswapd' || text === 'user 4, kswapd';
  const trials = trialsOf((operations) => isShown(textOf(operations)));
  const sorts = [wordsOf([user(4)])];
  expect(changeOne(wordsOf(GIVEN), sorts, trials)).toBeNull();
  const found = changeOneForTwo(wordsOf(GIVEN), sorts, trials);
  expect(found && operationsOf(found)).toEqual([user(4), kswapd]);
});
