import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import * as outcome from '../../spec/operations/outcome.ts';
import { isPermitted } from '../../spec/requests/eligibility.ts';
import { isValidGfp } from '../../spec/requests/gfp.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { poison } from './errors.ts';
import { drain, free, reclaim } from './freeing.ts';
import { offline, online } from './hotplug.ts';
import { type Log, mustEnd, mustRefuse, readLog } from './log.ts';
import { Broken, type Holder, Memory, must, type NaiveHabits } from './memory.ts';
import { requestOf } from './moves.ts';
import { pin, unpin } from './pins.ts';
import { prepare, serve } from './requests.ts';
import { isJustified } from './zones.ts';

/** CPU of somebody who does not say. */
const ANYBODY = -1;

/** A rule that an answer or an effect breaks. */
export interface BrokenRule {
  readonly invariant: string;
  readonly sentence: string;
}

type Moment = Pick<Memory, 'pages' | 'blocks' | 'holders' | 'boost'>;

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
    return this.#judge(effects, (memory, log) => free(memory, handle, answer, log, cpu));
  }

  pin(handle: number, term: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => pin(memory, handle, term, answer, log));
  }

  unpin(handle: number, term: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => unpin(memory, handle, term, answer, log));
  }

  reclaim(pages: number, node: number, ceiling: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => reclaim(memory, pages, node, ceiling, answer, log));
  }

  offline(block: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => offline(memory, block, answer, log));
  }

  online(block: number, to: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => online(memory, block, to, answer, log));
  }

  poison(pfn: number, error: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => poison(memory, pfn, error, answer, log));
  }

  drain(cpu: number, answer: number, effects: Effects): BrokenRule | null {
    return this.#judge(effects, (memory, log) => drain(memory, cpu, answer, log));
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

function copyOf({ pages, blocks, holders, boost }: Moment): Moment {
  const twins = new Map([...holders.values()].map((holder) => [holder, { ...holder }]));
  return {
    pages: pages.map((page) => ({ ...page, holder: page.holder && twins.get(page.holder)! })), // Holders are all listed.
    blocks: [...blocks],
    boost: [...boost],
    holders: new Map([...holders].map(([handle, holder]) => [handle, twins.get(holder)!])),
  };
}
