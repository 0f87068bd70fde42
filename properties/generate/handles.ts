/** Lists a handle can be on: what may be asked about it next depends on that. */
export const KERNEL_LIST = 0;
export const USER_LIST = 1;
export const PINNED_LIST = 2;
/** Requests that were perhaps refused: they are freed some day, and nothing else is asked about them. */
export const DOUBTFUL_LIST = 3;
/** Allocations with extra references and no pin; and those of them that their owner has freed. */
export const REFERENCED_LIST = 4;
export const ORPHAN_LIST = 5;
/** Pages that a hypervisor has. */
export const LENT_LIST = 6;
const LISTS = 7;

const ORDER_MASK = 31;
const CLASS_SHIFT = 5;
const ZONE_SHIFT = 13;
const SHORT_SHIFT = 21;
const LONG_SHIFT = 23;
const POISONED = 1 << 25;
const LOCKED = 1 << 26;
const REFERENCE_SHIFT = 27;
const HALF_UNMAPPED = 1 << 29;

/** What a handle is believed to be, in one integer. `zone` is a zone id, or 255 for none. */
export const factsOf = (order: number, requestClass: number, zone: number): number =>
  order | (requestClass << CLASS_SHIFT) | (zone << ZONE_SHIFT);
export const orderIn = (facts: number): number => facts & ORDER_MASK;
export const classIn = (facts: number): number => (facts >> CLASS_SHIFT) & 255;
export const zoneIn = (facts: number): number => (facts >> ZONE_SHIFT) & 255;
export const withZone = (facts: number, zone: number): number =>
  (facts & ~(255 << ZONE_SHIFT)) | (zone << ZONE_SHIFT);
export const shortPinsIn = (facts: number): number => (facts >> SHORT_SHIFT) & 3;
export const longPinsIn = (facts: number): number => (facts >> LONG_SHIFT) & 3;
export const pinsIn = (facts: number): number => shortPinsIn(facts) + longPinsIn(facts);
/** One pin more (`by` 1) or less (-1); `term` is PIN_SHORT or PIN_LONG. At most three of each. */
export const withPin = (facts: number, term: number, by: number): number =>
  facts + (by << (term === 0 ? SHORT_SHIFT : LONG_SHIFT));
/** At most three extra references. */
export const referencesIn = (facts: number): number => (facts >> REFERENCE_SHIFT) & 3;
export const withReference = (facts: number, by: number): number => facts + (by << REFERENCE_SHIFT);
export const withOrder = (facts: number, order: number): number => (facts & ~ORDER_MASK) | order;
export const withHalfUnmapped = (facts: number, is: boolean): number =>
  is ? facts | HALF_UNMAPPED : facts & ~HALF_UNMAPPED;
export const isHalfUnmapped = (facts: number): boolean => (facts & HALF_UNMAPPED) !== 0;
export const withLock = (facts: number, locked: boolean): number =>
  locked ? facts | LOCKED : facts & ~LOCKED;
export const isLocked = (facts: number): boolean => (facts & LOCKED) !== 0;
export const withPoison = (facts: number): number => facts | POISONED;
export const isPoisoned = (facts: number): boolean => (facts & POISONED) !== 0;

/**
 * The allocations a scenario has made so far and not yet freed, by the place of the allocate that made them, with one list for
 * each way they can be used. All steps cost the same, however many there are, and none makes garbage.
 */
export interface Handles {
  /** Forgets all, and makes room for handles below `capacity`. */
  reset(capacity: number): void;
  count(list: number): number;
  /** The handle at a place of a list; places are below `count(list)`. */
  at(list: number, place: number): number;
  facts(handle: number): number;
  setFacts(handle: number, facts: number): void;
  add(list: number, handle: number, facts: number): void;
  remove(handle: number): void;
  move(handle: number, list: number): void;
}

export function createHandles(): Handles {
  let facts = new Int32Array(0);
  let places = new Int32Array(0);
  let listOf = new Uint8Array(0);
  let lists: Int32Array[] = [];
  const counts = new Int32Array(LISTS);

  const reset = (capacity: number): void => {
    counts.fill(0);
    if (capacity <= facts.length) return;
    facts = new Int32Array(capacity);
    places = new Int32Array(capacity);
    listOf = new Uint8Array(capacity);
    lists = Array.from({ length: LISTS }, () => new Int32Array(capacity));
  };
  const link = (list: number, handle: number): void => {
    const place = counts[list]!; // Handles are below the capacity, lists below LISTS.
    lists[list]![place] = handle;
    places[handle] = place;
    listOf[handle] = list;
    counts[list] = place + 1;
  };
  const remove = (handle: number): void => {
    const list = listOf[handle]!; // The handle was added before.
    const last = lists[list]![--counts[list]!]!;
    lists[list]![places[handle]!] = last;
    places[last] = places[handle]!;
  };
  return {
    reset,
    count: (list) => counts[list]!,
    at: (list, place) => lists[list]![place]!,
    facts: (handle) => facts[handle]!,
    setFacts: (handle, value) => {
      facts[handle] = value;
    },
    add: (list, handle, value) => {
      facts[handle] = value;
      link(list, handle);
    },
    remove,
    move: (handle, list) => {
      remove(handle);
      link(list, handle);
    },
  };
}
