import { ALL_CPUS } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { nodeOf, ZONE_MOVABLE, ZONE_NORMAL } from '../../spec/zones/zone.ts';
import { type Draft, write } from './draft.ts';
import { forget } from './drawAllocations.ts';
import { classIn, isLocked, orderIn, USER_LIST, zoneIn } from './handles.ts';

const PAGES = [1, 1, 1, 1, 2, 2, 4, 8];

/** Above this many user allocations it is too dear to drop them all. */
const FEW = 48;

/** Asks for a few pages back. Which allocations go is the target's choice, so few may, or all. */
export function drawReclaim(draft: Draft): boolean {
  const { random, handles, profile } = draft;
  const node = profile.nodeFirst + random.below(profile.nodeCount);
  if (random.onceIn(4) && handles.count(USER_LIST) <= FEW) return dropAll(draft, node);
  const zone = random.onceIn(4) ? ZONE_NORMAL : ZONE_MOVABLE;
  write(draft, OPERATION.reclaim, PAGES[random.below(PAGES.length)]!, node, zone); // Below the length.
  return true;
}

/** More than there is: every unpinned user allocation of the node goes, and reclaim ends with nothing left. */
function dropAll(draft: Draft, node: number): boolean {
  const { handles } = draft;
  let pages = 1;
  for (let place = handles.count(USER_LIST) - 1; place >= 0; place--) {
    const handle = handles.at(USER_LIST, place);
    const facts = handles.facts(handle);
    if (DROPPABLE[classIn(facts)] === 0 || isLocked(facts) || nodeOf(zoneIn(facts)) !== node) continue;
    pages += 1 << orderIn(facts);
    forget(draft, handle, true);
  }
  write(draft, OPERATION.reclaim, pages * 2, node, ZONE_MOVABLE);
  return true;
}

const DROPPABLE = Uint8Array.from(REQUEST_CLASSES, ({ claim }) => (claim === 'user' ? 1 : 0));

/** Empties private lists: of one CPU or of all. */
export function drawDrain(draft: Draft): boolean {
  const { random, map, drainScale } = draft;
  if (drainScale > 1 && !random.onceIn(drainScale)) return false;
  write(draft, OPERATION.drain, random.onceIn(3) ? ALL_CPUS : random.below(map.layout.cpus));
  return true;
}
