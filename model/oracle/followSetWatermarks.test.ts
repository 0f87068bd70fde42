import { expect, test } from 'vitest';
import { DONE, INVALID } from '../../spec/operations/outcome.ts';
import { transitionNumberOf } from '../compile/compiledMachine.ts';
import { pressureTable } from '../compile/pressureTable.ts';
import { arrivalAt, PRESSURE_LEAF } from '../machines/pressureRules.ts';
import { marked, ZONE } from '../testing/pressure.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

const turned = (pages: number, scale: number, answer: number) =>
  brokenRule(() => new Scene(marked, 'none').setWatermarks(pages, scale, answer));

test('the knobs have bounds, and may be turned to them', () => {
  for (const [pages, scale] of [
    [0, 1],
    [64, 3000],
  ] as const)
    expect([turned(pages, scale, DONE), turned(pages, scale, INVALID)]).toEqual([null, 'INV-127']);
  for (const [pages, scale] of [
    [-1, 10],
    [65, 10],
    [8, 0],
    [8, 3001],
  ] as const)
    expect([turned(pages, scale, INVALID), turned(pages, scale, DONE)]).toEqual([null, 'INV-127']);
});

test('a refused turn changes nothing, and one that is done is what moves the marks of a zone', () => {
  const scene = new Scene(marked, 'none');
  const { state } = scene;
  const { aboveHigh } = PRESSURE_LEAF;
  const tuned = transitionNumberOf(pressureTable, arrivalAt('tune', aboveHigh), aboveHigh, aboveHigh);
  const steps = () => state.pressureTransitions.reduce((sum, count) => sum + count, 0);
  const before = [[...state.min], state.tuning, steps()];
  scene.setWatermarks(65, 10, INVALID);
  expect([[...state.min], state.tuning, steps()]).toEqual(before);
  scene.setWatermarks(16, 10);
  expect([state.min[ZONE], state.tuning.minFreePages, state.tuning.watermarkScaleFactor]).toEqual([
    16, 16, 10,
  ]);
  expect(state.pressureTransitions[tuned]).toBe(1);
});
