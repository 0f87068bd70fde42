import { FAILURE_POINTS } from '../../spec/operations/arguments.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import { DONE, INVALID } from '../../spec/operations/outcome.ts';
import { mustAnswer } from './answers.ts';
import { NOT_ARMED, type WorldState } from './state.ts';

/** Passes a failure point. @returns whether it fails this time; then it is disarmed */
export function strikes(s: WorldState, point: number): boolean {
  const left = s.armed[point]!; // One of the points.
  if (left !== NOT_ARMED) s.armed[point] = left - 1; // Below 0 comes NOT_ARMED.
  return left === 0;
}

/** Follows the arming of a failure point: it takes effect later. */
export function followInject(
  s: WorldState,
  point: number,
  count: number,
  answer: number,
  effects: Effects,
): void {
  if (point >= FAILURE_POINTS.length) return mustAnswer(answer, INVALID, 'INV-3', effects);
  mustAnswer(answer, DONE, 'INV-3', effects);
  s.armed[point] = count;
}
