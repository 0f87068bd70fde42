import type { Effects } from '../../spec/operations/effects.ts';
import { DONE, INVALID } from '../../spec/operations/outcome.ts';
import { MOST_SCALE } from '../../spec/zones/watermarks.ts';
import { mustAnswer } from './answers.ts';
import { setMarks } from './boot.ts';
import type { WorldState } from './state.ts';
import { driftAll, stepPressure } from './zonePressure.ts';

/** Follows a change of the knobs behind the marks: within their bounds it is done, and all marks follow. */
export function followSetWatermarks(
  s: WorldState,
  pages: number,
  scale: number,
  answer: number,
  effects: Effects,
): void {
  const all = s.managed.reduce((sum, managed) => sum + managed, 0);
  const isValid = pages >= 0 && pages <= all && scale >= 1 && scale <= MOST_SCALE;
  mustAnswer(answer, isValid ? DONE : INVALID, 'INV-127', effects);
  if (!isValid) return;
  driftAll(s);
  s.tuning = { ...s.tuning, minFreePages: pages, watermarkScaleFactor: scale };
  setMarks(s);
  for (let zone = 0; zone < s.zoneCount; zone++) stepPressure(s, zone, 'tune');
}
