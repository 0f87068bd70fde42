import { expect, test } from 'vitest';
import { PRESETS } from '../../properties/presets/index.ts';
import { wordsOf } from '../../properties/scenario/wordsOf.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { type Action, beginning, next, operationsIn, type State, scenarioIn } from './state.ts';

const user: Operation = { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 };
const pin: Operation = { kind: 'pin', of: 0, term: 'long' };
const after = (...actions: readonly Action[]): State => actions.reduce(next, beginning);
const ask = (operation: Operation): Action => ({ kind: 'ask', operation });

test('what is asked comes behind what was asked, and is shown', () => {
  const state = after(ask(user), ask(pin));
  expect(state.operations).toEqual([user, pin]);
  expect(state.at).toBe(2);
});

test('what is asked at an earlier moment drops what came later', () => {
  const state = after(
    ask(user),
    ask(pin),
    ask(user),
    { kind: 'go', at: 1 },
    ask({ kind: 'free', of: 0, cpu: 0 }),
  );
  expect(state.operations).toEqual([user, { kind: 'free', of: 0, cpu: 0 }]);
});

test('an operation that is taken out takes those about it along, and the others follow their subjects', () => {
  const state = after(ask(user), ask(pin), ask(user), ask({ kind: 'pin', of: 2, term: 'short' }), {
    kind: 'drop',
    number: 0,
  });
  expect(state.operations).toEqual([user, { kind: 'pin', of: 0, term: 'short' }]);
  expect(state.at).toBe(2);
});

test('another machine keeps the operations that mean something on it, and no others', () => {
  const numa = PRESETS['tiny-numa']!;
  const onNode1: Operation = { ...user, node: 1 };
  expect(after(ask(user), { kind: 'layout', layout: numa }).operations).toEqual([user]);
  const back = after(
    { kind: 'layout', layout: numa },
    ask(onNode1),
    { kind: 'look', pfn: 100 },
    { kind: 'layout', layout: PRESETS.tiny! },
  );
  expect(back).toMatchObject({ operations: [], at: 0, pfn: 0 });
});

test('a scenario that is loaded is shown at its end, or where it says', () => {
  const scenario = { layout: PRESETS.tiny!, design: 'full', operations: wordsOf([user, pin]) } as const;
  expect(after({ kind: 'load', scenario, fault: null })).toMatchObject({ design: 'full', at: 2 });
  const state = after({ kind: 'load', scenario, fault: 'pin-stays-in-movable', at: 1 });
  expect(state).toMatchObject({ fault: 'pin-stays-in-movable', at: 1 });
  expect(scenarioIn(state)).toEqual(scenario);
  expect(operationsIn(scenario)).toEqual([user, pin]);
});

test('nobody goes before boot, and anew means none', () => {
  expect(after(ask(user), { kind: 'go', at: -1 }).at).toBe(0);
  expect(after(ask(user), { kind: 'clear' })).toMatchObject({ operations: [], at: 0 });
});
