import { DONE, POISON_RESULTS, REFUSALS } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { gfpMigratetype } from '../../spec/requests/gfp.ts';
import { longtermPinGfp } from '../../spec/requests/migration.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import type { Asked, Deed, Outcome } from './outcome.ts';
import { TAG_CACHED, TAG_USED, type WorldState } from './state.ts';

type Log = readonly Deed[];

/**
 * Everything an allocator might say to an operation, legal or not: each answer that means anything with each log that might
 * lead to it. On a machine of a dozen pages these are some hundreds or thousands. Left out are logs longer than an
 * operation needs: of one refill only the block that is served, of one drain its blocks in ascending order, of a reclaim
 * more than two drops, of an offlining moves of more than two allocations.
 */
export function candidatesFor(s: WorldState, operation: Asked): readonly Outcome[] {
  switch (operation.kind) {
    case 'allocate': {
      const { gfp } = REQUEST_CLASSES[requestClassNumber(operation.class)]!; // Operations name existing classes.
      const logs = requestLogs(s, gfpMigratetype(gfp), operation.order);
      return outcomes(logs, [...frames(s), ...REFUSED]);
    }
    case 'free':
      return outcomes(freeLogs(s), [1, DONE, ...REFUSED]);
    case 'pin':
      return outcomes(pinLogs(s, operation.of), [...frames(s), ...REFUSED]);
    case 'unpin':
      return outcomes([[], ...frames(s).map(culprit)], [1, DONE, ...REFUSED]);
    case 'reclaim':
      return outcomes(reclaimLogs(s), [...frames(s), s.frameCount, ...REFUSED]);
    case 'offline':
      return offlineOutcomes(s, operation.block);
    case 'online':
      return outcomes(onlineLogs(s), [1, DONE, ...REFUSED]);
    case 'poison':
      return outcomes(drainLogs(s), [...POISON_RESULTS.keys(), ...REFUSED]);
    case 'drain':
      return outcomes(drainLogs(s), [1, DONE, ...REFUSED]);
  }
}

const REFUSED = REFUSALS.map((_, place) => -1 - place);

const outcomes = (logs: readonly Log[], answers: readonly number[]): Outcome[] =>
  logs.flatMap((effects) => answers.map((answer) => ({ answer, effects })));

const upTo = (end: number): number[] => Array.from({ length: end }, (_, number) => number);
const frames = (s: WorldState): number[] => upTo(s.frameCount);
const blocks = (s: WorldState, order: number): number[] => frames(s).filter((pfn) => pfn % 2 ** order === 0);
const culprit = (pfn: number): Log => [['culprit', pfn, 0]];

/** First frames of what begins with such a tag, with their orders. */
const tagged = (s: WorldState, tag: number, end: number): [pfn: number, order: number][] =>
  frames(s)
    .filter((pfn) => s.tag[pfn]! >= tag && s.tag[pfn]! < end)
    .map((pfn) => [pfn, s.tag[pfn]! - tag]);

/** Nothing, all private blocks, all but one of them, or one block that may not be private. */
function drainLogs(s: WorldState): Log[] {
  const all: Log = tagged(s, TAG_CACHED, TAG_USED).map(([pfn, order]) => ['putBack', pfn, order]);
  const partial = all.map((_, place) => all.toSpliced(place, 1));
  const single = upTo(s.maxOrder + 1).flatMap((order) =>
    blocks(s, order).map((pfn): Log => [['putBack', pfn, order]]),
  );
  return [[], ...(all.length > 1 ? [all] : []), ...(all.length > 2 ? partial : []), ...single];
}

/** Claims of every aligned run of pageblocks. */
function claimLogs(s: WorldState, type: number): Log[] {
  const size = 2 ** s.pageblockOrder;
  const runs = upTo(s.maxOrder - s.pageblockOrder + 1).flatMap((above) =>
    blocks(s, s.pageblockOrder + above).map((first) =>
      upTo(2 ** above).map((place): Deed => ['typeChanged', first + place * size, type]),
    ),
  );
  return [[], ...runs];
}

/** What may come before the grant of a block: a drain, a claim, a refill. */
function requestLogs(s: WorldState, type: number, order: number): Log[] {
  const takes: Log[] = [[], ...blocks(s, order).map((pfn): Log => [['took', pfn, order]])];
  return drainsOf(s).flatMap((drain) =>
    claimLogs(s, type).flatMap((claim) => takes.map((take) => [...drain, ...claim, ...take])),
  );
}

/** Only what is private goes back, and not all of it each time. */
const drainsOf = (s: WorldState): Log[] =>
  drainLogs(s).filter((log) => log.length !== 1 || isPrivate(s, log[0]!)); // One record.

const isPrivate = (s: WorldState, [, pfn, order]: Deed): boolean => s.tag[pfn] === TAG_CACHED + order;

function freeLogs(s: WorldState): Log[] {
  const kept = upTo(s.maxOrder + 1).flatMap((order) =>
    blocks(s, order).map((pfn): Log => [['cached', pfn, order]]),
  );
  const both = drainsOf(s).flatMap((drain) =>
    kept.flatMap((keep) => [[...drain, ...keep], ...(drain.length > 0 ? [[...keep, ...drain]] : [])]),
  );
  return [...drainLogs(s), ...both];
}

function pinLogs(s: WorldState, handle: number): Log[] {
  const from = s.at[handle]!; // Only what lives is pinned.
  const order = s.order[handle]!;
  const type = gfpMigratetype(longtermPinGfp(CLAIMS[s.claim[handle]!]!)); // One of them.
  const moves = moveLogs(s, from, order);
  const before = claimLogs(s, type);
  const led = before.flatMap((claim) => moves.map((move) => [...claim, ...move]));
  return [...before, ...frames(s).map(culprit), ...moveLogs(s, from + 1, order), ...led];
}

/** A move to each block, out of the buddy lists or by way of a private list. */
const moveLogs = (s: WorldState, from: number, order: number): Log[] =>
  blocks(s, order).flatMap((to): Log[] => [
    [['moved', from, to]],
    [
      ['took', to, order],
      ['moved', from, to],
    ],
  ]);

function reclaimLogs(s: WorldState): Log[] {
  const drops = frames(s).map((pfn): Deed => ['reclaimed', pfn, 0]);
  const twice = drops.flatMap((one) => drops.map((two): Log => [one, two]));
  return [[], ...drops.map((drop) => [drop]), ...twice];
}

function onlineLogs(s: WorldState): Log[] {
  const zones = upTo(s.zoneCount).map((zone): Log => [['zoneChosen', zone, 0]]);
  return [[], ...zones, ...frames(s).map(culprit)];
}

/** Refused at once; carried out; or given up at one of the allocations and rolled back, more or less completely. */
function offlineOutcomes(s: WorldState, block: number): Outcome[] {
  const start = block * s.blockPages;
  const firsts = upTo(s.blockPages >> s.pageblockOrder).map((place) => start + (place << s.pageblockOrder));
  const isolated = firsts.map((pfn): Deed => ['isolated', pfn, 0]);
  const back = firsts.map((pfn): Deed => ['unisolated', pfn, 0]);
  const logs: Log[] = [[], ...frames(s).map(culprit), isolated.slice(1)];
  for (const drain of drainsOf(s))
    for (const moved of emptyings(s, start)) {
      const done = [...drain, ...isolated, ...moved];
      logs.push(done);
      for (const [pfn] of residents(s, start)) {
        const stuck = [...done, ...culprit(pfn)];
        logs.push(stuck, [...stuck, ...back], [...stuck, ...back.slice(1)]);
      }
    }
  return outcomes(logs, [1, DONE, ...REFUSED]);
}

const residents = (s: WorldState, start: number): [pfn: number, order: number][] =>
  tagged(s, TAG_USED, 256)
    .filter(([pfn]) => pfn >= start && pfn < start + s.blockPages)
    .slice(0, 2);

/** Moves of the first allocations of a memory block: of none, of the first, of the first and the second. */
function emptyings(s: WorldState, start: number): Log[] {
  let last: Log[] = [[]];
  const all: Log[] = [[]];
  for (const [pfn, order] of residents(s, start)) {
    last = last.flatMap((log) => moveLogs(s, pfn, order).map((move) => [...log, ...move]));
    all.push(...last);
  }
  return all;
}
