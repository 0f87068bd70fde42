import { DONE, FAILURE_POINTS, INVALID } from '../../spec/index.ts';
import type { Memory } from './memory.ts';

/** What `armed` holds of a point that never fails. */
export const NOT_ARMED = -1;

/** Arms a failure point: `count` passes go well, and the next one fails. */
export function armFailure(memory: Memory, point: number, count: number): number {
  if (point >>> 0 >= FAILURE_POINTS.length || count < 0) return INVALID;
  memory.armed[point] = count;
  return DONE;
}

/** Passes a failure point. @returns whether it fails this time, and is disarmed */
export function strikes({ armed }: Memory, point: number): boolean {
  const left = armed[point]!;
  if (left !== NOT_ARMED) armed[point] = left - 1; // Below 0 comes NOT_ARMED.
  return left === 0;
}
