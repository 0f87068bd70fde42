import { CLAIMS } from '../../spec/pages/claim.ts';
import { leavesIn } from '../../spec/pages/leaf.ts';
import type { Page, PageRun, World, ZoneLedger } from '../../spec/world/world.ts';
import { ZONES_PER_NODE } from '../../spec/zones/zone.ts';
import { pageFactsOf } from '../machines/pageFacts.ts';
import { holderAt } from './allocations.ts';
import { BLOCK_OFFLINE, BLOCK_ONLINE, NOBODY, TAG_FREE, TAG_USED, type WorldState } from './state.ts';

/** The state as the invariants see it. Costs one pass over all frames each time `runs` is read. */
export function worldView(s: WorldState): World {
  return { map: s.map, design: s.design, inForce: s.inForce, runs: () => runsOf(s), ledgers: ledgersOf(s) };
}

function* runsOf(s: WorldState): Generator<PageRun> {
  const known = new Map<number, Page>();
  let start = 0;
  let key = -1;
  let holder = NOBODY;
  let holderEnd = 0;
  for (let frame = 0; frame < s.frameCount; frame++) {
    const tag = s.tag[frame]!; // Below frameCount, here and below.
    if (tag >= TAG_USED) {
      holder = s.holder[frame]!;
      holderEnd = frame + (1 << (tag - TAG_USED));
    } else if (frame >= holderEnd) holder = NOBODY;
    const next = keyOf(s, frame, holder);
    if (next === key) continue;
    if (frame > start) yield { start, end: frame, page: pageOf(s, known, key, start) };
    start = frame;
    key = next;
  }
  if (s.frameCount > start) yield { start, end: s.frameCount, page: pageOf(s, known, key, start) };
}

/** Everything a page's description depends on, as one number: 16 leaves, 8 fact bits, and what follows. */
function keyOf(s: WorldState, frame: number, holder: number): number {
  const claim = holder === NOBODY ? 7 : s.claim[holder]!;
  const pins = holder === NOBODY ? 0 : (s.shortPins[holder]! > 0 ? 1 : 0) | (s.longPins[holder]! > 0 ? 2 : 0);
  const block = s.memoryBlock[Math.trunc(frame / s.blockPages)]!;
  const small = s.facts[frame]! | (claim << 8) | (pins << 11) | (block << 13);
  return (s.belief[frame]! * 256 + s.zone[frame]!) * 65536 + small; // 16 + 8 + 16 bits: an exact integer.
}

function pageOf(s: WorldState, known: Map<number, Page>, key: number, frame: number): Page {
  const found = known.get(key);
  if (found) return found;
  const facts = pageFactsOf(s.facts[frame]!);
  const holder = holderAt(s, frame);
  const state = s.memoryBlock[Math.trunc(frame / s.blockPages)]!;
  const page: Page = {
    leaves: leavesIn(s.belief[frame]!),
    zone: s.zone[frame]!,
    mirror: facts?.mirror ?? 'bare',
    blockType: facts?.blockType ?? 'ordinary',
    isolated: facts?.isolated ?? false,
    bad: facts?.bad ?? 'no',
    claim: holder === NOBODY ? null : (CLAIMS[s.claim[holder]!] ?? null),
    shortPins: holder !== NOBODY && s.shortPins[holder]! > 0,
    longPins: holder !== NOBODY && s.longPins[holder]! > 0,
    block: state === BLOCK_ONLINE ? 'online' : state === BLOCK_OFFLINE ? 'offline' : 'absent',
  };
  known.set(key, page);
  return page;
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

/** Whether a maximal free block of the order begins at the frame. */
export const isFreeBlock = (s: WorldState, pfn: number, order: number): boolean =>
  s.tag[pfn] === TAG_FREE + order;
