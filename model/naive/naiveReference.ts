import * as spec from '../../spec/index.ts';
import { offline, online } from './hotplug.ts';
import { allocate, drain, free, pin, poison, poisonOf, reclaim, unpin } from './operations.ts';
import { Refused, type World, worldAtBoot } from './world.ts';

const JUDGES = { allocate, free, pin, unpin, reclaim, offline, online, poison, poisonOf, drain };
/** The operations that the naive reference knows. */
export const NAIVE_OPERATIONS = Object.keys(JUDGES) as (keyof typeof JUDGES)[]; // Its keys, nothing else.
/** An operation that the naive reference can judge. */
export type NaiveOperation = Extract<spec.Operation, { readonly kind: keyof typeof JUDGES }>;

/**
 * A second reference, to check the first: the same rules written down once more, as simply as possible, without tables,
 * indices or machines. Every question is answered by looking at all pages. It judges targets that keep watermarks, group by
 * mobility, and report their private lists and what they clear.
 */
export class NaiveReference {
  #world: World;

  constructor(map: spec.MemoryMap, design: spec.Design) {
    this.#world = worldAtBoot(map, design);
  }

  /** Remembers this moment. @returns what goes back to it, any number of times */
  remember(): () => void {
    const moment = copyOf(this.#world);
    return () => {
      this.#world = copyOf(moment);
    };
  }

  /** Why an answer to an operation, or what was done beside it, is refused, or null; `handle` names what is allocated. */
  judge(asked: NaiveOperation, handle: number, answer: number, effects: spec.Effects): string | null {
    const log = Array.from({ length: effects.count }, (_, index) => {
      const kind = spec.EFFECT_KINDS[effects.kind(index)]!; // Effects record known kinds.
      return { kind, first: effects.first(index), second: effects.second(index) };
    });
    try {
      JUDGES[asked.kind](this.#world, log, answer, asked as never, handle); // The one of its kind.
      return null;
    } catch (error) {
      if (error instanceof Refused) return error.message;
      throw error;
    }
  }
}

const copyOf = (world: World): World => {
  const pages = world.pages.map((page) => ({ ...page }));
  return { ...world, pages, blocks: [...world.blocks], boost: [...world.boost] };
};
