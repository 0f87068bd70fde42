import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { ALL_CPUS, ERROR_REAL, PIN_LONG } from '../../spec/operations/arguments.ts';
import type { EffectKind, Effects } from '../../spec/operations/effects.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import * as outcome from '../../spec/operations/outcome.ts';
import { isPermitted } from '../../spec/requests/eligibility.ts';
import { isValidGfp } from '../../spec/requests/gfp.ts';
import { longtermPinGfp } from '../../spec/requests/migration.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { CMA, MIRROR } from '../../spec/zones/migratetype.ts';
import { NO_ZONE, nodeOf, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { headAt, move, offline, online, requestOf } from './hotplug.ts';
import { Broken, type Holder, isUnmovable, Memory, must, type NaiveHabits, type Page } from './memory.ts';
import {
  keep,
  type Log,
  mustBeSmall,
  mustEnd,
  mustGiveBack,
  next,
  prepare,
  putBack,
  readLog,
  serve,
} from './requests.ts';
import { isJustified } from './zones.ts';

/** The effects it knows; any other is out of place wherever it stands. */
export const NAIVE_EFFECTS = [
  'took',
  'putBack',
  'cached',
  'moved',
  'reclaimed',
  'isolated',
  'unisolated',
  'typeChanged',
  'zoneChosen',
  'culprit',
  'zeroed',
] as const satisfies readonly EffectKind[];

/** CPU of somebody who does not say. */
const ANYBODY = -1;

/** A rule that an answer or an effect breaks. */
export interface BrokenRule {
  readonly invariant: string;
  readonly sentence: string;
}

/** The operations it knows; it has no method for any other. */
export const NAIVE_OPERATIONS = [
  'allocate',
  'free',
  'pin',
  'unpin',
  'reclaim',
  'offline',
  'online',
  'poison',
  'poisonOf',
  'drain',
] as const satisfies readonly OperationKind[];

type Moment = Pick<Memory, 'pages' | 'blocks' | 'holders'>;

/**
 * A second reference, to check the first: the same rules written down once more, as simply as possible, without tables,
 * indices or machines. Every question is answered by looking at all pages. Each method takes what was asked, what was
 * answered and what was done, and names the rule that this breaks, or null; after a broken rule it is of no more use.
 *
 * @throws RangeError for a target that does not report its private lists: here every page is in one state
 */
export class NaiveReference {
  readonly #memory: Memory;

  constructor(map: MemoryMap, design: Design, habits: NaiveHabits) {
    if (!habits.reportsCache) throw new RangeError('private lists must be reported');
    this.#memory = new Memory(map, design, habits);
  }

  /** Remembers this moment. @returns what goes back to it, any number of times */
  remember(): () => void {
    const moment = copyOf(this.#memory);
    return () => {
      Object.assign(this.#memory, copyOf(moment));
    };
  }

  allocate(
    handle: number,
    requestClass: number,
    order: number,
    node: number,
    answer: number,
    effects: Effects,
    cpu: number = ANYBODY,
  ): BrokenRule | null {
    return this.#judge(effects, (memory, log) => {
      const { gfp, claim } = REQUEST_CLASSES[requestClass]!; // Scenarios name existing classes.
      if (!isValidGfp(gfp)) return mustRefuse(answer === outcome.INVALID, 'INV-123', log);
      if (!isPermitted(memory.design, memory.inForce, gfp))
        return mustRefuse(answer === outcome.NOT_PERMITTED, 'INV-152', log);
      const request = requestOf({ gfp, claim, order, node, cpu, cause: 'grant' });
      prepare(memory, request, log);
      mustEnd(log);
      const justified = answer === outcome.NO_MEMORY && isJustified(memory, request);
      if (answer < 0) return must(justified, 'INV-3', 'nothing justifies the refusal');
      const holder: Holder = { pfn: answer, order, claim, short: 0, long: 0 };
      serve(memory, request, answer, holder);
      memory.holders.set(handle, holder);
    });
  }

  free(handle: number, answer: number, effects: Effects, cpu: number = ANYBODY): BrokenRule | null {
    return this.#judge(effects, (memory, log) => {
      const { pfn, order } = memory.holders.get(handle)!; // Only what lives is freed, here and below.
      const pages = memory.range(pfn, order);
      must(answer === outcome.DONE, 'INV-117', 'the holder may always free');
      const { zone } = pages[0]!;
      const given = log.filter(
        (entry) => entry.kind === 'putBack' && memory.pages[entry.first]?.zone === zone,
      );
      putBack(memory, log, cpu);
      const cached = next(log, 'cached');
      if (cached) {
        must(cached.first === pfn && cached.second === order, 'INV-4', 'another block was kept');
        mustBeSmall(memory, order);
        must(pages[0]!.type !== MIRROR, 'INV-118', 'a page of the mirror was kept');
        must(!pages.some(({ bad }) => bad), 'INV-192', 'a poisoned page was kept');
        keep(pages, order, pages[0]!.type, cpu);
      } else for (const page of pages) memory.release(page);
      putBack(memory, log, cpu);
      if (cached)
        mustGiveBack(
          memory,
          zone,
          cpu,
          given.reduce((sum, { second }) => sum + 2 ** second, 0),
        );
      mustEnd(log);
      memory.holders.delete(handle);
    });
  }

  pin(handle: number, term: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => {
      const holder = memory.holders.get(handle)!;
      const { pfn: from, claim, order } = holder;
      const pages = memory.range(from, order);
      const { zone, type } = pages[0]!;
      const mustMove = term === PIN_LONG && (zoneIndexOf(zone) === ZONE_MOVABLE || type === CMA);
      const gfp = longtermPinGfp(claim);
      const request = requestOf({ gfp, claim, order, node: nodeOf(zone), cpu: -1, cause: 'pin' });
      if (mustMove) prepare(memory, request, log);
      const moved = mustMove ? next(log, 'moved') : undefined;
      must(moved === undefined || moved.first === from, 'INV-4', 'something else moved');
      if (moved) move(memory, request, from, moved.second);
      const culprit = answer < 0 ? next(log, 'culprit')?.first : undefined;
      mustEnd(log);
      const held = holder.short + holder.long > 0;
      const bad = pages.filter((page) => page.bad);
      const busy = (held && culprit === from) || bad.some(({ pfn }) => pfn === culprit);
      const full = !held && bad.length === 0 && isJustified(memory, request);
      const excuse = answer === outcome.BUSY ? busy : answer === outcome.NO_MEMORY && full;
      if (answer < 0) return must(mustMove && !moved && excuse, 'INV-3', 'nothing justifies the refusal');
      must(answer === holder.pfn, 'INV-4', 'the block is elsewhere');
      must(!mustMove || moved !== undefined, 'INV-163', 'a long-term pin may not stay there');
      holder[term === PIN_LONG ? 'long' : 'short']++;
    });
  }

  unpin(handle: number, term: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => {
      mustEnd(log);
      must(answer === outcome.DONE, 'INV-167', 'the pin is there');
      memory.holders.get(handle)![term === PIN_LONG ? 'long' : 'short']--;
    });
  }

  reclaim(pages: number, node: number, ceiling: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => {
      const helps = ({ zone }: Page) => nodeOf(zone) === node && zoneIndexOf(zone) <= ceiling;
      const drops = ({ claim, short, long }: Holder) =>
        (claim === 'user' || claim === 'kernelMovable') && short + long === 0;
      must(answer >= 0, 'INV-3', 'reclaim ends with a count');
      let dropped = 0;
      putBack(memory, log);
      for (let entry = next(log, 'reclaimed'); entry; entry = next(log, 'reclaimed')) {
        const holder = headAt(memory, entry.first, 'INV-4', 'INV-4');
        const block = memory.range(holder.pfn, holder.order);
        must(dropped < pages && helps(block[0]!), 'INV-156', 'this one helps nobody');
        must(drops(holder), 'INV-171', 'this one may not be dropped');
        for (const page of block) memory.release(page);
        dropped += block.length;
        putBack(memory, log);
      }
      mustEnd(log);
      must(answer === dropped, 'INV-4', 'the count is wrong');
      const left = memory.pages.some((page) => page.holder && drops(page.holder) && helps(page));
      must(dropped >= pages || !left, 'INV-3', 'there was more to drop');
    });
  }

  offline(block: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => offline(memory, block, answer, log));
  }

  online(block: number, to: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => online(memory, block, to, answer, log));
  }

  poison(pfn: number, error: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => {
      const page = memory.pages[pfn];
      if (!page || page.zone === NO_ZONE) return mustRefuse(answer === outcome.NOT_ONLINE, 'INV-3', log);
      putBack(memory, log);
      mustEnd(log);
      const [expected, rule] = resultOf(page, error);
      must(answer === expected, rule, `the result is ${expected}`);
      must(answer !== outcome.POISON_RECOVERED || !page.list, 'INV-193', 'the page is still private');
      if (answer >= outcome.POISON_ALREADY) return;
      page.bad = true;
      if (answer <= outcome.POISON_LOST) memory.release(page);
    });
  }

  drain(cpu: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => {
      must(answer === outcome.DONE, 'INV-119', 'a drain is always done');
      putBack(memory, log, cpu);
      mustEnd(log);
      const left = memory.pages.some(({ list }) => list && (cpu === ALL_CPUS || list.cpu === cpu));
      must(!left, 'INV-119', 'something is still private');
    });
  }

  #judge(effects: Effects, judge: (memory: Memory, log: Log) => void): BrokenRule | null {
    try {
      judge(this.#memory, readLog(effects));
      return null;
    } catch (error) {
      if (error instanceof Broken) return { invariant: error.invariant, sentence: error.message };
      throw error;
    }
  }
}

function copyOf({ pages, blocks, holders }: Moment): Moment {
  const twins = new Map([...holders.values()].map((holder) => [holder, { ...holder }]));
  return {
    pages: pages.map((page) => ({ ...page, holder: page.holder && twins.get(page.holder)! })), // Holders are all listed.
    blocks: [...blocks],
    holders: new Map([...holders].map(([handle, holder]) => [handle, twins.get(holder)!])),
  };
}

function mustRefuse(right: boolean, rule: string, log: Log): void {
  must(right && log.length === 0, rule, 'only one refusal is right, and it changes nothing');
}

/** The one result of a memory error, and the rule that asks for it. */
function resultOf({ bad, mirror, state, holder }: Page, error: number): [result: number, rule: string] {
  if (bad) return [outcome.POISON_ALREADY, 'INV-196'];
  if (error === ERROR_REAL && mirror === 'protected') return [outcome.POISON_CORRECTED, 'INV-162'];
  if (state === 'free' || state === 'private') return [outcome.POISON_RECOVERED, 'INV-193'];
  if (!holder || isUnmovable(holder.claim) || holder.claim === 'driver')
    return [outcome.POISON_IGNORED, 'INV-195'];
  if (holder.short + holder.long > 0 || holder.order > 0) return [outcome.POISON_FAILED, 'INV-195'];
  return [outcome.POISON_LOST, 'INV-192'];
}
