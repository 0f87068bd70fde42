import { OPERATION } from '../../spec/operations/operation.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { type Draft, mayRefuse, write } from './draft.ts';
import { drawUnpin } from './drawPins.ts';
import {
  classIn,
  DOUBTFUL_LIST,
  factsOf,
  isPoisoned,
  KERNEL_LIST,
  orderIn,
  USER_LIST,
  zoneIn,
} from './handles.ts';
import { ANY, LARGE, LAST } from './profile.ts';
import { FAMILY, KERNEL, OF_PROCESS, USER } from './requestFamilies.ts';

const ALLOCATE = OPERATION.allocate;
const FREE = OPERATION.free;

const HUGE = requestClassNumber('huge');
const PLAIN_USER = requestClassNumber('user');
/** One user request in eight is for a process: what a kill takes away, nobody can free any more. */
const OWNED = 7 << 19;
/** While requests make rounds it is one in four: a round may kill. */
const OWNED_IN_ROUNDS = 3 << 19;

/**
 * Allocates or frees, as the phase asks; what it asks for being impossible, the nearest thing that is not.
 *
 * @param bits eleven random bits above the lowest eight
 */
export function drawChurn(draft: Draft, bits: number): void {
  const family = ((bits >>> 11) & 255) < draft.phases.kernelShare() ? KERNEL : USER;
  const wanting = draft.used[family]! < draft.phases.goal(family);
  const allocating = ((bits >>> 8) & 7) < (wanting ? 7 : 1);
  if (allocating && drawAllocate(draft, family, mayRefuse(draft))) return;
  if (drawRelease(draft, family)) return;
  drawAllocate(draft, family, true);
}

/** Frees what the family holds; if that is all pinned, unpins; if it holds nothing, frees what the other holds. */
const drawRelease = (draft: Draft, family: number): boolean =>
  (draft.canFree && drawFree(draft, family)) ||
  (draft.canUnpin && drawUnpin(draft)) ||
  (draft.canFree && drawFree(draft, 1 - family));

/** False, and nothing written, if the request is expected to be refused and that is not wanted. */
function drawAllocate(draft: Draft, family: number, evenIfRefused: boolean): boolean {
  const { random, profile, budget } = draft;
  const bits = random.bits();
  let requestClass = profile.classes[family === KERNEL ? 0 : 1][bits & 255]!; // 256 entries, here and below.
  if (requestClass === HUGE && !hugeIsDue(draft)) requestClass = PLAIN_USER;
  const order =
    requestClass === HUGE ? draft.map.layout.geometry.pageblockOrder : drawOrder(draft, bits >>> 8);
  const node = profile.nodeFirst + (profile.nodeCount === 1 ? 0 : random.below(profile.nodeCount));
  const cpu =
    profile.cpuFirst + (profile.cpuCount === 1 ? 0 : Math.imul(bits >>> 16, profile.cpuCount) >>> 16);
  const zone = budget.place(requestClass, order, node);
  if (zone === NO_ZONE && !evenIfRefused) return false;
  const owned = draft.retries === 0 ? OWNED : OWNED_IN_ROUNDS;
  const owner = OF_PROCESS[requestClass] === 1 && (bits & owned) === owned ? (bits >>> 22) & 7 : 0;
  const handle = write(draft, ALLOCATE, order + 256 * requestClass + 65536 * owner, node, cpu);
  if (zone === NO_ZONE) {
    draft.refusals++;
    if (budget.isServable(requestClass))
      hold(
        draft,
        DOUBTFUL_LIST,
        handle,
        factsOf(order, requestClass, budget.hopeFor(requestClass, order, node)),
      );
    return true;
  }
  hold(draft, family, handle, factsOf(order, requestClass, zone)); // A list has the number of its family.
  return true;
}

/** Writes a request whose pages may or may not lie together, for nobody in particular. */
export function holdRequest(
  draft: Draft,
  requestClass: number,
  order: number,
  node: number,
  cpu: number,
): void {
  const { budget } = draft;
  const handle = write(draft, ALLOCATE, order + 256 * requestClass, node, cpu);
  const zone = budget.hopeFor(requestClass, order, node);
  hold(draft, DOUBTFUL_LIST, handle, factsOf(order, requestClass, zone));
}

/** The allocation is there, or may be: its pages are counted where they are believed to be. */
function hold({ budget, handles, used }: Draft, list: number, handle: number, facts: number): void {
  handles.add(list, handle, facts);
  const zone = zoneIn(facts);
  if (zone === NO_ZONE) return;
  const pages = 1 << orderIn(facts);
  budget.take(zone, pages);
  used[FAMILY[classIn(facts)]!]! += pages; // The facts name a class.
}

/** Large blocks are dear to check: a third of a page of work an operation goes into them, however large they are. */
const hugeIsDue = ({ map, random }: Draft): boolean =>
  random.onceIn((2 ** map.layout.geometry.pageblockOrder) >> 5);

function drawOrder({ profile, random, map }: Draft, byte: number): number {
  const order = profile.orders[byte & 255]!;
  if (order !== LARGE) return order;
  const large = 4 + Math.clz32(random.bits());
  return large > map.layout.geometry.maxOrder ? 0 : large;
}

/** False, and nothing written, if the family holds nothing that can be freed. */
export function drawFree(draft: Draft, family: number): boolean {
  const { handles, random } = draft;
  const doubtful = handles.count(DOUBTFUL_LIST);
  const own = family === KERNEL ? KERNEL_LIST : USER_LIST;
  const among = doubtful === 0 ? 1 : random.below(doubtful + handles.count(own));
  const list = among < doubtful ? DOUBTFUL_LIST : own;
  const count = handles.count(list);
  if (count === 0) return false;
  const handle = handles.at(list, placeToFree(draft, count));
  const { profile } = draft;
  write(draft, FREE, handle, profile.cpuFirst + random.below(profile.cpuCount));
  forget(draft, handle, true);
  return true;
}

function placeToFree({ profile, random }: Draft, count: number): number {
  if (profile.freeOrder === ANY) return random.below(count);
  const near = random.below(Math.min(count, 4));
  return profile.freeOrder === LAST ? count - 1 - near : near;
}

/** The allocation is gone; its pages are free again unless they were `lost`. */
export function forget(draft: Draft, handle: number, pagesReturn: boolean): void {
  const { handles, budget } = draft;
  const facts = handles.facts(handle);
  handles.remove(handle);
  const zone = zoneIn(facts);
  if (zone === NO_ZONE) return;
  const pages = 1 << orderIn(facts);
  draft.used[FAMILY[classIn(facts)]!]! -= pages; // The facts name a class.
  if (pagesReturn) budget.giveBack(zone, pages - (isPoisoned(facts) ? 1 : 0));
}
