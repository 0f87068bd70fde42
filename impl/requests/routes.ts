import * as spec from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { CLAIM_SHIFT, NONE } from '../memory/pageWord.ts';
import { zonelistAt } from '../zones/zonelists.ts';
import { holds, USER_CLAIMS } from './claims.ts';
import { ceilingIn, claimOfCode, requestCode, typeIn } from './requestCode.ts';
import { CEILING_SHIFT, LISTED_ROUTE, ROUTE_ZONE_SHIFT, ROUTES_PER_NODE } from './routeRecord.ts';

const { DRIVER, THISNODE } = spec.GFP;

/** Place, among the routes of a node, of that of a request. */
export const routeAt = (gfp: number): number => (gfp & 31) | ((gfp >>> 19) & 32) | ((gfp >>> 15) & 64);

/** Flags that come to this place. */
const flagsAt = (place: number): number =>
  (place & 31) | (place & 32 ? DRIVER : 0) | (place & 64 ? THISNODE : 0);

/** Computes all routes anew: whenever the zonelists are, and when the first process becomes mirrored, for it then matters who asks. */
export function refreshRoutes(memory: Memory): void {
  const { routes, nodeCount } = memory;
  for (let node = 0; node < nodeCount; node++)
    for (let place = 0; place < ROUTES_PER_NODE; place++)
      routes[node * ROUTES_PER_NODE + place] = routeOf(memory, node, flagsAt(place));
}

function routeOf(memory: Memory, node: number, gfp: number): number {
  const code = requestCode(gfp);
  if (code < 0 || memory.upgraded[0] !== 0) return NONE;
  const zone = memory.zonelists[zonelistAt(memory, node, gfp, code)]!;
  if (zone < 0) return NONE;
  const claim = claimOfCode(code);
  const listed = holds(USER_CLAIMS, claim) ? LISTED_ROUTE : 0;
  return (
    typeIn(code) |
    (zone << ROUTE_ZONE_SHIFT) |
    (ceilingIn(code) << CEILING_SHIFT) |
    listed |
    (claim << CLAIM_SHIFT)
  );
}
