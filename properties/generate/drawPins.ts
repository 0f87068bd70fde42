import { PIN_LONG, PIN_SHORT } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { NO_ZONE, nodeOf, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Draft, mayRefuse, write } from './draft.ts';
import {
  classIn,
  KERNEL_LIST,
  longPinsIn,
  orderIn,
  PINNED_LIST,
  pinsIn,
  shortPinsIn,
  USER_LIST,
  withPin,
  withZone,
  zoneIn,
} from './handles.ts';
import { listFor } from './listFor.ts';
import { PIN_PLACE, PINNABLE } from './requestFamilies.ts';

const PIN = OPERATION.pin;
const UNPIN = OPERATION.unpin;

/** An allocation holds three pins at most: more say nothing new. */
const MOST_PINS = 3;

/** False, and nothing written, if no allocation that user space holds was met. */
export function drawPin(draft: Draft): boolean {
  const { handles, random, profile } = draft;
  const handle = pinnable(draft);
  if (handle < 0) return false;
  const term = (random.bits() & 255) < profile.longPins ? PIN_LONG : PIN_SHORT;
  const facts = handles.facts(handle);
  const moved = term === PIN_LONG ? movedForPin(draft, facts) : facts;
  if (moved < 0) {
    if (!mayRefuse(draft)) return false;
    draft.refusals++;
  }
  write(draft, PIN, handle, term);
  // A refused pin is remembered too: its unpin will be skipped, but a free of what is pinned after all would be worse.
  handles.setFacts(handle, withPin(moved < 0 ? facts : moved, term, 1));
  if (pinsIn(facts) === 0) handles.move(handle, PINNED_LIST);
  return true;
}

function pinnable({ handles, random }: Draft): number {
  for (let attempt = 0; attempt < 3; attempt++) {
    const bits = random.bits() & 3;
    const list = bits === 0 ? PINNED_LIST : bits === 1 ? KERNEL_LIST : USER_LIST;
    const count = handles.count(list);
    if (count === 0) continue;
    const handle = handles.at(list, random.below(count));
    const facts = handles.facts(handle);
    if (PINNABLE[classIn(facts)] === 1 && pinsIn(facts) < MOST_PINS) return handle;
  }
  return -1;
}

/** A long pin takes an allocation out of ZONE_MOVABLE: its facts in the new zone, or -1 if no zone has room. */
function movedForPin({ budget }: Draft, facts: number): number {
  const from = zoneIn(facts);
  if (zoneIndexOf(from) !== ZONE_MOVABLE) return facts;
  const order = orderIn(facts);
  const to = budget.place(PIN_PLACE[classIn(facts)]!, order, nodeOf(from)); // The facts name a class.
  if (to === NO_ZONE) return -1;
  budget.giveBack(from, 1 << order);
  budget.take(to, 1 << order);
  return withZone(facts, to);
}

/** False, and nothing written, if nothing is pinned. */
export function drawUnpin(draft: Draft): boolean {
  const { handles, random } = draft;
  const count = handles.count(PINNED_LIST);
  if (count === 0) return false;
  const handle = handles.at(PINNED_LIST, random.below(count));
  const facts = handles.facts(handle);
  const both = shortPinsIn(facts) > 0 && longPinsIn(facts) > 0;
  const long = both ? random.onceIn(2) : longPinsIn(facts) > 0;
  const term = long ? PIN_LONG : PIN_SHORT;
  write(draft, UNPIN, handle, term);
  const left = withPin(facts, term, -1);
  handles.setFacts(handle, left);
  if (pinsIn(left) === 0) handles.move(handle, listFor(left));
  return true;
}
