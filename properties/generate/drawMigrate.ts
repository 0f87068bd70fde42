import { OPERATION } from '../../spec/operations/operation.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import { NO_ZONE, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Draft, mayRefuse, write } from './draft.ts';
import { anyOf } from './drawReferences.ts';
import {
  classIn,
  KERNEL_LIST,
  orderIn,
  PINNED_LIST,
  REFERENCED_LIST,
  USER_LIST,
  withZone,
  zoneIn,
} from './handles.ts';

const BUFFER = requestClassNumber('buffer');
const USER = requestClassNumber('user');
const CRITICAL = requestClassNumber('critical');

/** Moves an allocation: mostly one that can move, now and then one that must stay. */
export function drawMigrate(draft: Draft): boolean {
  const { handles, random, map } = draft;
  const list = listToMove(random.below(16));
  const handle = anyOf(draft, list);
  if (handle < 0) return false;
  const facts = handles.facts(handle);
  const node = random.below(map.nodeCount);
  if (list !== USER_LIST) {
    if (!mayRefuse(draft)) return false;
    draft.refusals++;
  } else if (!movesTo(draft, handle, facts, node)) return false;
  write(draft, OPERATION.migrate, handle, node);
  return true;
}

const listToMove = (choice: number): number =>
  choice > 3 ? USER_LIST : choice > 2 ? KERNEL_LIST : choice > 0 ? REFERENCED_LIST : PINNED_LIST;

/** Books the pages in the zone where they will be; false if none has room and that is not worth a try. */
function movesTo(draft: Draft, handle: number, facts: number, node: number): boolean {
  const { budget, handles } = draft;
  const from = zoneIn(facts);
  const to = budget.place(placeOf(facts), orderIn(facts), node);
  if (to === NO_ZONE) {
    if (!mayRefuse(draft)) return false;
    draft.refusals++;
    return true;
  }
  budget.giveBack(from, 1 << orderIn(facts));
  budget.take(to, 1 << orderIn(facts));
  handles.setFacts(handle, withZone(facts, to));
  return true;
}

/** The class that looks for a place as a migration does. */
function placeOf(facts: number): number {
  if (REQUEST_CLASSES[classIn(facts)]?.claim === 'critical') return CRITICAL;
  return zoneIndexOf(zoneIn(facts)) === ZONE_MOVABLE ? USER : BUFFER;
}
