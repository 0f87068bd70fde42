import { expect, test } from 'vitest';
import { EFFECT_CULPRIT, EFFECT_MOVED, Effects } from '../../spec/operations/effects.ts';
import { isAt } from './isAt.ts';

test('a log has what was written since it was cleared, and nothing behind its end', () => {
  const effects = new Effects();
  effects.moved(1, 2);
  effects.moved(2, 3);
  effects.clear();
  effects.culprit(4);
  const found = (kind: number) => [0, 1].map((index) => isAt(effects, index, kind));
  expect([found(EFFECT_CULPRIT), found(EFFECT_MOVED)]).toEqual([
    [true, false],
    [false, false],
  ]);
});
