import { OPERATION } from '../../spec/operations/operation.ts';
import { POOL_ELEMENTS, POOL_NODE } from '../../spec/requests/pool.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { type Draft, write } from './draft.ts';
import { forget } from './drawAllocations.ts';
import { anyOf } from './drawReferences.ts';
import { classIn, factsOf, isPoisoned, KERNEL_LIST, orderIn, zoneIn } from './handles.ts';
import { KERNEL } from './requestFamilies.ts';

const PLAIN_KERNEL = requestClassNumber('kernel');
const OF_KERNEL = Uint8Array.from(REQUEST_CLASSES, ({ claim }) => (claim === 'kernel' ? 1 : 0));

/** A page for the pool's user; when memory is full, one that the pool has kept. */
export function drawPoolGet(draft: Draft): boolean {
  const { random, map, budget, handles, pool } = draft;
  let zone = budget.place(PLAIN_KERNEL, 0, POOL_NODE);
  if (zone === NO_ZONE && pool.length === 0 && !random.onceIn(4)) return false;
  const handle = write(draft, OPERATION.poolGet, random.below(map.layout.cpus));
  if (zone === NO_ZONE) zone = pool.pop() ?? NO_ZONE;
  else budget.take(zone, 1);
  if (zone === NO_ZONE) return true;
  draft.used[KERNEL]!++;
  handles.add(KERNEL_LIST, handle, factsOf(0, PLAIN_KERNEL, zone));
  return true;
}

/** Any single kernel page may become an element. */
export function drawPoolPut(draft: Draft): boolean {
  const { random, map, handles, pool } = draft;
  const handle = anyOf(draft, KERNEL_LIST);
  if (handle < 0) return false;
  const facts = handles.facts(handle);
  if (orderIn(facts) !== 0 || OF_KERNEL[classIn(facts)] === 0) return false;
  write(draft, OPERATION.poolPut, handle, random.below(map.layout.cpus));
  const isKept = pool.length < POOL_ELEMENTS && !isPoisoned(facts);
  if (isKept) pool.push(zoneIn(facts));
  forget(draft, handle, !isKept);
  return true;
}

/** Now and then nothing is kept any more. */
export function drawPoolEmpty(draft: Draft): boolean {
  const { pool, budget, random } = draft;
  if (pool.length === 0 && !random.onceIn(4)) return false;
  write(draft, OPERATION.poolEmpty, 0);
  for (const zone of pool) budget.giveBack(zone, 1);
  pool.length = 0;
  return true;
}
