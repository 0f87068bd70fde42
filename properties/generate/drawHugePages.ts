import { OPERATION } from '../../spec/operations/operation.ts';
import { NO_ZONE, nodeOf } from '../../spec/zones/zone.ts';
import { type Draft, mayRefuse, write } from './draft.ts';
import { anyOf } from './drawReferences.ts';
import {
  classIn,
  isHalfUnmapped,
  isLocked,
  isPoisoned,
  KERNEL_LIST,
  orderIn,
  PINNED_LIST,
  REFERENCED_LIST,
  USER_LIST,
  withHalfUnmapped,
  withOrder,
  withZone,
  zoneIn,
} from './handles.ts';
import { FAMILY, PINNABLE } from './requestFamilies.ts';

const TRIES = 6;

/** Half of a block is unmapped: mostly of one that can wait to be split. */
export function drawUnmapPart(draft: Draft): boolean {
  const { handles, random } = draft;
  const least = random.onceIn(12) ? 0 : 2;
  const handle = userBlock(draft, USER_LIST, (facts) => orderIn(facts) >= least);
  if (handle < 0) return false;
  write(draft, OPERATION.unmapPart, handle);
  const facts = handles.facts(handle);
  if (orderIn(facts) > 1) handles.setFacts(handle, withHalfUnmapped(facts, true));
  return true;
}

/** Splits a block: mostly one that nobody holds, and gladly one that waits for it. */
export function drawSplit(draft: Draft): boolean {
  const { random } = draft;
  if (random.onceIn(8) && mayRefuse(draft)) return drawRefusedSplit(draft);
  const waiting = random.onceIn(2);
  const suits = (facts: number) => orderIn(facts) > 0 && (!waiting || isHalfUnmapped(facts));
  const handle = userBlock(draft, USER_LIST, suits);
  if (handle < 0) return false;
  const upper = write(draft, OPERATION.split, handle);
  takeApart(draft, handle, upper);
  return true;
}

function drawRefusedSplit(draft: Draft): boolean {
  const list = [PINNED_LIST, REFERENCED_LIST, KERNEL_LIST, PINNED_LIST][draft.random.bits() & 3]!; // Four entries.
  const handle = anyOf(draft, list);
  if (handle < 0) return false;
  write(draft, OPERATION.split, handle);
  draft.refusals++;
  return true;
}

function takeApart(draft: Draft, handle: number, upper: number): void {
  const { handles, budget } = draft;
  const facts = handles.facts(handle);
  const half = withHalfUnmapped(withOrder(facts, orderIn(facts) - 1), false);
  handles.setFacts(handle, half);
  if (!isHalfUnmapped(facts)) {
    handles.add(FAMILY[classIn(facts)]!, upper, half); // A list has the number of its family.
    return;
  }
  draft.used[FAMILY[classIn(facts)]!]! -= 1 << orderIn(half);
  budget.giveBack(zoneIn(facts), 1 << orderIn(half));
}

/** Two blocks become one: mostly alike, now and then not. */
export function drawCollapse(draft: Draft): boolean {
  const { handles, random, map } = draft;
  const handle = userBlock(draft, USER_LIST, (facts) => orderIn(facts) < map.layout.geometry.maxOrder);
  if (handle < 0) return false;
  const facts = handles.facts(handle);
  const strange = random.onceIn(12);
  const list = random.onceIn(12) ? REFERENCED_LIST : USER_LIST;
  const suits = (other: number) => orderIn(other) === orderIn(facts) && (strange || isLike(facts, other));
  const other = userBlock(draft, list, suits);
  if (other < 0 || other === handle) return false;
  if (strange || list !== USER_LIST || !joins(draft, handle, other)) {
    if (!mayRefuse(draft)) return false;
    draft.refusals++;
  }
  write(draft, OPERATION.collapse, handle, other);
  return true;
}

const isLike = (one: number, other: number): boolean =>
  classIn(one) === classIn(other) &&
  isLocked(one) === isLocked(other) &&
  !isHalfUnmapped(one) &&
  !isHalfUnmapped(other) &&
  !isPoisoned(one) &&
  !isPoisoned(other);

/** Books the larger block in place of the two; false if there seems to be no room for it. */
function joins({ budget, handles }: Draft, handle: number, other: number): boolean {
  const facts = handles.facts(handle);
  const order = orderIn(facts);
  const to = budget.place(classIn(facts), order + 1, nodeOf(zoneIn(facts)));
  if (to === NO_ZONE) return false;
  budget.giveBack(zoneIn(facts), 1 << order);
  budget.giveBack(zoneIn(handles.facts(other)), 1 << order);
  budget.take(to, 2 << order);
  handles.setFacts(handle, withOrder(withZone(facts, to), order + 1));
  handles.remove(other);
  return true;
}

/** A block of user space that suits, if one is met in a few tries, or -1. */
function userBlock(draft: Draft, list: number, suits: (facts: number) => boolean): number {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const handle = anyOf(draft, list);
    if (handle < 0) return -1;
    const facts = draft.handles.facts(handle);
    if (PINNABLE[classIn(facts)] === 1 && suits(facts)) return handle;
  }
  return -1;
}
