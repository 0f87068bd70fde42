import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { OPERATION_WORDS } from '../scenario/words.ts';
import type { Handles } from './handles.ts';
import type { MemoryBlocks } from './memoryBlocks.ts';
import type { PageBudget } from './pageBudget.ts';
import type { Phases } from './phases.ts';
import type { Profile } from './profile.ts';
import type { Random } from './random.ts';

/** A scenario being written, and all that its writer believes so far. */
export interface Draft {
  readonly map: MemoryMap;
  /** How much rarer than on a small machine private lists are emptied: they grow with memory, and so does the cost. */
  readonly drainScale: number;
  /** The target can do it. */
  readonly canFree: boolean;
  readonly canUnpin: boolean;
  readonly canAdd: boolean;
  readonly canRollBack: boolean;
  readonly canPoison: boolean;
  /** Memory may be reserved for high-order atomic requests. */
  readonly hasReserves: boolean;
  readonly random: Random;
  readonly profile: Profile;
  readonly handles: Handles;
  readonly budget: PageBudget;
  readonly blocks: MemoryBlocks;
  readonly phases: Phases;
  /** Pages that each family holds. */
  readonly used: Int32Array;
  /** Ranges of boot that are held, or were perhaps refused, by the operation that asked for them. */
  readonly reserved: number[];
  words: Int32Array;
  /** Operations written so far. */
  count: number;
  /** Requests written although they are expected to be refused. */
  refusals: number;
  /** Poisoned pages still allowed: each leaves circulation for the rest of the scenario. */
  poisonLeft: number;
  /** Steps still to be drawn of the offlining that was begun last. */
  stepsLeft: number;
  /** The block that it takes out, and the zone that misses its pages until it ends; -1 if nothing is under way. */
  leaving: number;
  leavingZone: number;
  /** Mirrors that may still break. */
  breaksLeft: number;
  /** The page that an error was aimed at last, until it was taken back; -1 if there is none. */
  lastPoisoned: number;
  /** An error was reported that is perhaps a real one: from then on none can be taken back. */
  hadRealError: boolean;
  /** Processes that may still become mirrored. */
  upgradesLeft: number;
  /** Operations until the next offlining or onlining. */
  hotplugIn: number;
  /** Pageblocks believed to be isolated for a caller. */
  readonly isolated: number[];
  /** By place in `isolated`: the zone that misses the pages. */
  readonly isolatedIn: number[];
  /** Ranges taken, perhaps: operation, zone and pages of each, one after the other. */
  readonly ranges: number[];
  /** The same of ranges that an area gave out. */
  readonly areaRanges: number[];
  /** Operations until the next of the rare ones. */
  rareIn: number;
  /** Zones of the elements that the pool keeps. */
  readonly pool: number[];
  /** Rounds that requests make now. */
  retries: number;
}

/** Writes one operation and returns its place. */
export function write(draft: Draft, kind: number, first: number, second = 0, third = 0): number {
  const at = draft.count * OPERATION_WORDS;
  const { words } = draft;
  words[at] = kind;
  words[at + 1] = first;
  words[at + 2] = second;
  words[at + 3] = third;
  return draft.count++;
}

/** Requests of a scenario that may be refused before they are weighed against its operations. */
const FIRST_REFUSALS = 8;
/** But no more than one in so many operations of a short scenario. */
const SHORT = 64;

/**
 * Whether one more request that must be refused is worth its place: one in a hundred is. Beyond that a full memory would be
 * asked for ever, and what depends on the request is skipped. Before it gives up a request empties the private lists, so on a
 * large machine it is worth less; and while requests make rounds it drops what others would free.
 */
export function mayRefuse({ refusals, count, drainScale, retries, words }: Draft): boolean {
  const first = Math.min(FIRST_REFUSALS, 1 + Math.floor(words.length / (OPERATION_WORDS * SHORT)));
  return (refusals - first) * (retries === 0 ? 100 : 300) * drainScale <= count;
}
