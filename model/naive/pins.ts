import { PIN_LONG } from '../../spec/operations/arguments.ts';
import * as outcome from '../../spec/operations/outcome.ts';
import { longtermPinGfp } from '../../spec/requests/migration.ts';
import { CMA } from '../../spec/zones/migratetype.ts';
import { nodeOf, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Log, mustEnd, next } from './log.ts';
import { type Memory, must } from './memory.ts';
import { move, requestOf } from './moves.ts';
import { prepare } from './requests.ts';
import { isJustified } from './zones.ts';

/** One more pin. A long-term one moves the block first if it lies where it may not stay for ever. */
export function pin(memory: Memory, handle: number, term: number, answer: number, log: Log): void {
  const holder = memory.holders.get(handle)!;
  const { pfn: from, claim, order } = holder;
  const pages = memory.range(from, order);
  const { zone, type } = pages[0]!;
  const mustMove = term === PIN_LONG && (zoneIndexOf(zone) === ZONE_MOVABLE || type === CMA);
  const gfp = longtermPinGfp(claim);
  const request = requestOf({ gfp, claim, order, node: nodeOf(zone), cpu: -1, cause: 'pin' });
  if (mustMove) prepare(memory, request, log);
  const moved = mustMove ? next(log, 'moved') : undefined;
  must(moved === undefined || moved.first === from, 'INV-4', 'something else moved');
  if (moved) move(memory, request, from, moved.second);
  const culprit = answer < 0 ? next(log, 'culprit')?.first : undefined;
  mustEnd(log);
  const held = holder.short + holder.long > 0;
  const bad = pages.filter((page) => page.bad);
  const busy = (held && culprit === from) || bad.some(({ pfn }) => pfn === culprit);
  const full = !held && bad.length === 0 && isJustified(memory, request);
  const excuse = answer === outcome.BUSY ? busy : answer === outcome.NO_MEMORY && full;
  if (answer < 0) return must(mustMove && !moved && excuse, 'INV-3', 'nothing justifies the refusal');
  must(answer === holder.pfn, 'INV-4', 'the block is elsewhere');
  must(!mustMove || moved !== undefined, 'INV-163', 'a long-term pin may not stay there');
  holder[term === PIN_LONG ? 'long' : 'short']++;
}

/** One pin less. */
export function unpin(memory: Memory, handle: number, term: number, answer: number, log: Log): void {
  mustEnd(log);
  must(answer === outcome.DONE, 'INV-167', 'the pin is there');
  memory.holders.get(handle)![term === PIN_LONG ? 'long' : 'short']--;
}
