import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';
import { anyOf } from './drawReferences.ts';
import { classIn, isLocked, PINNED_LIST, USER_LIST, withLock } from './handles.ts';
import { PINNABLE } from './requestFamilies.ts';

const TRIES = 4;

/** Locks an allocation of user space into memory; one in eight is locked already. */
export function drawMlock(draft: Draft): boolean {
  const { handles, random } = draft;
  const handle = anyOf(draft, random.onceIn(4) ? PINNED_LIST : USER_LIST);
  if (handle < 0) return false;
  const facts = handles.facts(handle);
  if (PINNABLE[classIn(facts)] === 0 || (isLocked(facts) && !random.onceIn(8))) return false;
  write(draft, OPERATION.mlock, handle);
  handles.setFacts(handle, withLock(facts, true));
  return true;
}

/** Takes a lock away, if one is met; now and then where there is none. */
export function drawMunlock(draft: Draft): boolean {
  const { handles, random } = draft;
  const anyway = random.onceIn(16);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const handle = anyOf(draft, random.onceIn(4) ? PINNED_LIST : USER_LIST);
    if (handle < 0) continue;
    const facts = handles.facts(handle);
    if (PINNABLE[classIn(facts)] === 0 || !(isLocked(facts) || anyway)) continue;
    write(draft, OPERATION.munlock, handle);
    handles.setFacts(handle, withLock(facts, false));
    return true;
  }
  return false;
}
