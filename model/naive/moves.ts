import { migrationGfp } from '../../spec/requests/migration.ts';
import { nodeOf, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Holder, isUnmovable, type Memory, must } from './memory.ts';
import { serve } from './requests.ts';
import type { Request } from './zones.ts';

/** An allocation moves: its content may leave, the new place is served, and the old pages go home. */
export function move(memory: Memory, request: Request, from: number, to: number): void {
  const holder = headAt(memory, from, 'INV-169', 'INV-178');
  const pages = memory.range(from, holder.order);
  must(!isUnmovable(holder.claim), 'INV-172', 'kernel pages do not move');
  must(holder.short + holder.long === 0, 'INV-168', 'a pinned page does not move');
  must(!pages.some(({ bad }) => bad), 'INV-192', 'a poisoned page does not move');
  serve(memory, request, to, holder);
  for (const page of pages) memory.release(page);
}

/** The holder whose first page this is. */
export function headAt(memory: Memory, pfn: number, ofNobody: string, ofRest: string): Holder {
  const holder = memory.pages[pfn]?.holder ?? null;
  must(holder !== null, ofNobody, 'nobody holds the page');
  must(holder.pfn === pfn, ofRest, 'the allocation begins elsewhere');
  return holder;
}

/** The request for a new place away from memory that goes offline. */
export function migration({ pfn, claim, order }: Holder, { pages }: Memory): Request {
  const { zone } = pages[pfn]!; // Holders hold pages.
  const gfp = migrationGfp(claim, zoneIndexOf(zone));
  return requestOf({ gfp, claim, order, node: nodeOf(zone), cpu: -1, cause: 'offline' });
}

export const requestOf = (
  asked: Pick<Request, 'gfp' | 'claim' | 'order' | 'node' | 'cpu' | 'cause'>,
): Request => ({
  ...asked,
  drained: false,
  refilled: null,
  taken: 0,
  pledged: null,
  admitted: null,
  tried: 0,
  stealing: false,
});
