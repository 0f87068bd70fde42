import { CLAIMS } from '../../spec/pages/claim.ts';
import { leavesIn } from '../../spec/pages/leaf.ts';
import type { Page, PageKind, World, ZoneLedger } from '../../spec/world/world.ts';
import { ZONES_PER_NODE } from '../../spec/zones/zone.ts';
import { pageFactsOf } from '../machines/pageFacts.ts';
import {
  BLOCK_GOING_OFFLINE,
  BLOCK_OFFLINE,
  BLOCK_ONLINE,
  KEPT_BY_REFERENCE,
  NOBODY,
  TAG_USED,
  type WorldState,
} from './state.ts';

/** The state as the invariants see it; valid until the next operation. */
export function worldView(s: WorldState): World {
  let kinds: readonly PageKind[] | undefined;
  return {
    map: s.map,
    design: s.design,
    inForce: s.inForce,
    tuning: s.tuning,
    kinds: () => (kinds ??= kindsOf(s)),
    ledgers: ledgersOf(s),
  };
}

interface OpenKind {
  page: Page;
  first: number;
  count: number;
}

/** One pass over all memory; holes are nobody's. There are few kinds. */
function kindsOf(s: WorldState): OpenKind[] {
  const kinds = new Map<number, OpenKind>();
  for (const { start, end } of s.map.layout.ranges) addKinds(s, kinds, start, end);
  return [...kinds.values()];
}

/** Neighbours are mostly of one kind, so the last one is kept at hand. */
function addKinds(s: WorldState, kinds: Map<number, OpenKind>, start: number, end: number): void {
  let last: OpenKind | undefined;
  let lastMask = 0;
  let lastRest = 0;
  let holder = NOBODY;
  let holderEnd = 0;
  for (let frame = start; frame < end; frame++) {
    const tag = s.tag[frame]!; // Below frameCount, here and below.
    if (tag >= TAG_USED) {
      holder = s.holder[frame]!;
      holderEnd = frame + (1 << (tag - TAG_USED));
    } else if (frame >= holderEnd) holder = NOBODY;
    const mask = s.belief[frame]!;
    const rest = restOf(s, frame, holder);
    if (last === undefined || mask !== lastMask || rest !== lastRest) {
      const key = mask * 2 ** 25 + rest;
      last = kinds.get(key);
      if (last === undefined) {
        last = { page: pageOf(s, frame, holder), first: frame, count: 0 };
        kinds.set(key, last);
      }
      lastMask = mask;
      lastRest = rest;
    }
    last.count++;
  }
}

/** Everything a page's description depends on beside its leaves, in 25 bits. */
function restOf(s: WorldState, frame: number, holder: number): number {
  const block = s.memoryBlock[Math.trunc(frame / s.blockPages)]!;
  const kept = s.callerIsolated[frame >> s.pageblockOrder]!;
  const own = s.facts[frame]! | (s.zone[frame]! << 8) | (block << 16) | (kept << 24);
  if (holder === NOBODY) return own | (7 << 19);
  const pins = (s.shortPins[holder]! > 0 ? 1 : 0) | (s.longPins[holder]! > 0 ? 2 : 0);
  const claim = s.kept[holder] === KEPT_BY_REFERENCE ? 7 : s.claim[holder]!;
  return own | (claim << 19) | (pins << 22);
}

function pageOf(s: WorldState, frame: number, holder: number): Page {
  const facts = pageFactsOf(s.facts[frame]!)!; // The books hold no byte that means nothing.
  const state = s.memoryBlock[Math.trunc(frame / s.blockPages)]!;
  return {
    leaves: leavesIn(s.belief[frame]!),
    zone: s.zone[frame]!,
    mirror: facts.mirror,
    blockType: facts.blockType,
    isolated: facts.isolated,
    isolatedByCaller: s.callerIsolated[frame >> s.pageblockOrder] === 1 || state === BLOCK_GOING_OFFLINE,
    bad: facts.bad,
    claim: holder === NOBODY || s.kept[holder] === KEPT_BY_REFERENCE ? null : CLAIMS[s.claim[holder]!]!,
    shortPins: holder !== NOBODY && s.shortPins[holder]! > 0,
    longPins: holder !== NOBODY && s.longPins[holder]! > 0,
    block:
      state === BLOCK_ONLINE || state === BLOCK_GOING_OFFLINE
        ? 'online'
        : state === BLOCK_OFFLINE
          ? 'offline'
          : 'absent',
  };
}

const ledgersOf = (s: WorldState): ZoneLedger[] =>
  Array.from({ length: s.zoneCount }, (_, zone) => ({
    zone,
    managed: s.managed[zone]!,
    free: s.free[zone]!,
    freeCma: s.freeCma[zone]!,
    cached: s.cached[zone]!,
    isolatedFree: s.isolatedFree[zone]!,
    min: s.min[zone]!,
    low: s.low[zone]!,
    high: s.high[zone]!,
    reserve: Array.from(s.reserve.subarray(zone * ZONES_PER_NODE, (zone + 1) * ZONES_PER_NODE)),
  }));
