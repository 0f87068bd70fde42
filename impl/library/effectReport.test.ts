import { expect, test } from 'vitest';
import { EFFECT_KINDS, Effects } from '../../spec/index.ts';
import { type EffectReport, tellEffects } from './effectReport.ts';

test('every kind of effect has names for its numbers', () => {
  const effects = new Effects();
  const told: EffectReport[] = [];
  for (const kind of EFFECT_KINDS)
    (effects[kind] as (first: number, second: number) => void).call(effects, 7, 8);
  tellEffects(effects, (effect) => told.push(effect));
  expect(told.map(({ kind }) => kind)).toEqual(EFFECT_KINDS);
  for (const { kind, ...numbers } of told) {
    const expected = effects[kind].length === 1 ? [7] : [7, 8];
    expect(Object.values(numbers), kind).toEqual(expected);
  }
  expect(told).toContainEqual({ kind: 'moved', from: 7, to: 8 });
});

test('the log is empty before anybody is told, so that a listener may ask for more', () => {
  const effects = new Effects();
  const counts: number[] = [];
  effects.reclaimed(3);
  effects.reclaimed(4);
  tellEffects(effects, () => counts.push(effects.count));
  expect(counts).toEqual([0, 0]);
});
