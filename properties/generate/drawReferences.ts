import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';
import { forget } from './drawAllocations.ts';
import {
  KERNEL_LIST,
  ORPHAN_LIST,
  PINNED_LIST,
  REFERENCED_LIST,
  referencesIn,
  USER_LIST,
  withLock,
  withReference,
} from './handles.ts';
import { listFor } from './listFor.ts';

const MOST_REFERENCES = 3;
/** Pinned ones are rare here: what is pinned and referenced stays for long. */
const TO_REFERENCE = [
  USER_LIST,
  USER_LIST,
  KERNEL_LIST,
  REFERENCED_LIST,
  USER_LIST,
  USER_LIST,
  KERNEL_LIST,
  PINNED_LIST,
];

/** An extra reference on anything that its owner has, mostly on what could move. */
export function drawGetRef(draft: Draft): boolean {
  const { handles, random } = draft;
  const list = TO_REFERENCE[random.bits() & 7]!; // Eight entries.
  const handle = anyOf(draft, list);
  if (handle < 0) return false;
  const facts = handles.facts(handle);
  if (referencesIn(facts) >= MOST_REFERENCES) return false;
  write(draft, OPERATION.getRef, handle);
  const referenced = withReference(facts, 1);
  handles.setFacts(handle, referenced);
  if (listFor(referenced) !== list) handles.move(handle, listFor(referenced));
  return true;
}

/** Gives a reference back; of one in three that are referenced the owner frees the allocation first. */
export function drawPutRef(draft: Draft): boolean {
  const { handles, random } = draft;
  if (draft.canFree && random.onceIn(3) && drawOrphan(draft)) return true;
  const orphan = random.onceIn(2) ? anyOf(draft, ORPHAN_LIST) : -1;
  const handle = orphan >= 0 ? orphan : referencedAnd(draft);
  if (handle < 0) return false;
  write(draft, OPERATION.putRef, handle, random.below(draft.map.layout.cpus));
  const left = withReference(handles.facts(handle), -1);
  handles.setFacts(handle, left);
  if (referencesIn(left) > 0) return true;
  if (orphan >= 0) forget(draft, handle, true);
  else if (listFor(left) !== PINNED_LIST) handles.move(handle, listFor(left));
  return true;
}

/** A referenced allocation; one time in four, if there is one, it is pinned as well. */
function referencedAnd(draft: Draft): number {
  const pinned = draft.random.onceIn(4) ? anyOf(draft, PINNED_LIST) : -1;
  if (pinned >= 0 && referencesIn(draft.handles.facts(pinned)) > 0) return pinned;
  return anyOf(draft, REFERENCED_LIST);
}

/** Its owner frees what somebody else references: the pages are used until the last reference is given back. */
function drawOrphan(draft: Draft): boolean {
  const { handles, random } = draft;
  const handle = anyOf(draft, REFERENCED_LIST);
  if (handle < 0) return false;
  write(draft, OPERATION.free, handle, random.below(draft.map.layout.cpus));
  handles.setFacts(handle, withLock(handles.facts(handle), false));
  handles.move(handle, ORPHAN_LIST);
  return true;
}

/** Any allocation of a list, or -1. */
export function anyOf({ handles, random }: Draft, list: number): number {
  const count = handles.count(list);
  return count === 0 ? -1 : handles.at(list, random.below(count));
}
