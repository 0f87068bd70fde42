import { GOING_OFFLINE, GOING_ONLINE, POINT_VETO } from '../../spec/index.ts';
import { strikes } from '../memory/failurePoints.ts';
import type { Memory } from '../memory/memory.ts';

/** Tells the rest of the kernel of a memory block; only a beginning can be objected to. Source: memory_notify, drivers/base/memory.c. */
export function notify(memory: Memory, event: number, block: number): boolean {
  memory.effects.notified(event, block);
  return !((event === GOING_ONLINE || event === GOING_OFFLINE) && strikes(memory, POINT_VETO));
}
