import { OPERATION } from '../../spec/operations/operation.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { type Draft, mayRefuse, write } from './draft.ts';
import { anyOf } from './drawReferences.ts';
import { factsOf, LENT_LIST, zoneIn } from './handles.ts';

const KERNEL = requestClassNumber('kernel');

/** Lent pages at a time, or a 64th of memory: each keeps its memory block online. */
const MOST = 3;

/** Lends a page of any node. */
export function drawInflate(draft: Draft): boolean {
  const { handles, random, budget, map } = draft;
  if (handles.count(LENT_LIST) >= Math.max(MOST, map.frameCount >> 6)) return false;
  const node = random.below(map.nodeCount);
  const zone = budget.place(KERNEL, 0, node);
  if (zone === NO_ZONE) {
    if (!mayRefuse(draft)) return false;
    draft.refusals++;
  }
  const handle = write(draft, OPERATION.inflate, node, random.below(map.layout.cpus));
  if (zone === NO_ZONE) return true;
  budget.resize(zone, -1);
  handles.add(LENT_LIST, handle, factsOf(0, KERNEL, zone));
  return true;
}

/** Takes a lent page back. */
export function drawDeflate(draft: Draft): boolean {
  const { handles, budget } = draft;
  const handle = anyOf(draft, LENT_LIST);
  if (handle < 0) return false;
  write(draft, OPERATION.deflate, handle);
  const zone = zoneIn(handles.facts(handle));
  handles.remove(handle);
  budget.resize(zone, 1);
  return true;
}
