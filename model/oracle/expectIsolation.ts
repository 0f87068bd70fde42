import { firstNotIsolated, isInService, whyNotIsolated } from './isolationCulprits.ts';
import { hex } from './objection.ts';
import type { WorldState } from './state.ts';

/** What the model would accept as the answer to an isolation, in words. */
export function expectIsolate(s: WorldState, pageblock: number): string {
  const start = pageblock << s.pageblockOrder;
  if (!isInService(s, start)) return 'NOT_ONLINE: there is no memory in service';
  const stays = firstNotIsolated(s, start);
  return stays < 0
    ? 'DONE'
    : `BUSY because of a page such as ${hex(stays)}: ${whyNotIsolated(s, stays, start)}`;
}

/** What the model would accept as the answer to the end of an isolation, in words. */
export function expectUnisolate(s: WorldState, pageblock: number): string {
  if (!isInService(s, pageblock << s.pageblockOrder)) return 'NOT_ONLINE: there is no memory in service';
  return s.callerIsolated[pageblock] === 1 ? 'DONE' : 'INVALID: no caller isolated it';
}
