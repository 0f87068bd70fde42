import { EFFECT_NOTIFIED, type Effects } from '../../spec/operations/effects.ts';
import { NOTIFICATIONS } from '../../spec/operations/notification.ts';
import { Objection } from './objection.ts';
import type { WorldState } from './state.ts';

/** Whether this place of the log tells of the event. */
export const isNotified = (effects: Effects, index: number, event: number, block: number): boolean =>
  index < effects.count &&
  effects.kind(index) === EFFECT_NOTIFIED &&
  effects.first(index) === event &&
  effects.second(index) === block;

/**
 * The rest of the kernel must be told of the event at this place of the log, by a target that reports it at all.
 * @returns the place behind
 */
export function mustNotify(
  s: WorldState,
  effects: Effects,
  index: number,
  event: number,
  block: number,
): number {
  if (!s.habits.reportsNotifiers) return index;
  if (isNotified(effects, index, event, block)) return index + 1;
  const isOther = index < effects.count && effects.kind(index) === EFFECT_NOTIFIED;
  const other = isOther
    ? `${NOTIFICATIONS[effects.first(index)] ?? effects.first(index)} of block ${effects.second(index)}`
    : 'nothing';
  throw new Objection(
    'INV-184',
    `${NOTIFICATIONS[event]} of memory block ${block} was due, and ${other} was told`,
    block * s.blockPages,
  );
}
