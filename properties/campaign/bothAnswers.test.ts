import { expect, test } from 'vitest';
import type { WitnessNeed } from '../../spec/witnesses.ts';
import { oneSidedKinds } from './bothAnswers.ts';
import type { OutcomeCount } from './result.ts';

const outcome = (kind: OutcomeCount['kind'], name: string, count: number): OutcomeCount => ({
  kind,
  outcome: name as OutcomeCount['outcome'],
  count,
});
const granted = outcome('allocate', 'granted', 9_000);
const noMemory = outcome('allocate', 'no memory', 10);
const invalid = outcome('allocate', 'invalid', 10);
const nothing = () => false;

test('a kind that was answered both ways is decided', () => {
  expect(oneSidedKinds([granted, noMemory, invalid], nothing)).toEqual([]);
});

test('a request that was never refused leaves the refusal unjudged', () => {
  expect(oneSidedKinds([granted, invalid], nothing)).toEqual([
    { kind: 'allocate', never: 'no memory', asked: 9010 },
  ]);
});

test('a refusal is expected only where the machine allows it', () => {
  const has = (need: WitnessNeed) => need === 'critical';
  expect(oneSidedKinds([granted, noMemory, invalid], has).map(({ never }) => never)).toEqual([
    'not permitted',
  ]);
});

test('a kind that was always refused was never decided in its favour', () => {
  const refused = outcome('remove', 'busy', 6_000);
  expect(oneSidedKinds([refused], nothing)).toEqual([{ kind: 'remove', never: 'any success', asked: 6000 }]);
});

test('a kind that the design always refuses is expected to be refused', () => {
  const refused = outcome('upgrade', 'not permitted', 6_000);
  expect(oneSidedKinds([refused], nothing)).toEqual([]);
  expect(oneSidedKinds([refused], (need) => need === 'critical')).toEqual([
    { kind: 'upgrade', never: 'any success', asked: 6000 },
  ]);
});

test('a refusal that takes luck is expected only after many questions', () => {
  const has = (need: WitnessNeed) => need === 'hotplug';
  const online = (count: number) => oneSidedKinds([outcome('online', 'done', count)], has);
  expect(online(39_999)).toEqual([]);
  expect(online(40_000)).toEqual([{ kind: 'online', never: 'poisoned in the way', asked: 40_000 }]);
});

test('a kind that was hardly asked is not held to it', () => {
  expect(oneSidedKinds([outcome('allocate', 'granted', 4_999)], nothing)).toEqual([]);
});
