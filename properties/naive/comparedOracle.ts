import { type BrokenRule, NaiveReference } from '../../model/naive/index.ts';
import { WorldImage } from '../../model/oracle/image.ts';
import { Objection, Oracle } from '../../model/oracle/index.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { EFFECT_KINDS, type Effects } from '../../spec/operations/effects.ts';
import { type Lie, liesAbout, type Tell } from './lies.ts';

/** What both references said of one answer: the rule it breaks, or null. */
export interface Verdicts {
  readonly operation: string;
  readonly answer: number;
  readonly effects: string;
  /** What was changed in what the target said; null for the target's own words. */
  readonly lie: string | null;
  readonly oracle: string | null;
  readonly naive: string | null;
}

const HABITS = {
  keepsWatermarks: true,
  groupsByMobility: true,
  reportsCache: true,
  reportsNotifiers: false,
  reportsClearing: true,
};

/**
 * The oracle with the naive reference at its side: each answer is judged by both, and so are lies about it, after which both
 * go back to where they were. What the oracle throws it throws here too.
 */
export class ComparedOracle extends Oracle {
  readonly #naive: NaiveReference;
  readonly #boot: () => void;
  readonly #lies: number;
  readonly #note: (verdicts: Verdicts) => void;
  #seed = 0;

  /** @param lies how many lies are told about each answer */
  constructor(map: MemoryMap, design: Design, lies: number, note: (verdicts: Verdicts) => void) {
    super(map, design, HABITS);
    this.#naive = new NaiveReference(map, design, HABITS);
    this.#boot = this.#naive.remember();
    this.#lies = lies;
    this.#note = note;
  }

  override reset(operations: number): void {
    super.reset(operations);
    this.#boot?.(); // Not there yet while the base class is made.
  }

  override allocate(
    handle: number,
    requestClass: number,
    order: number,
    node: number,
    answer: number,
    effects: Effects,
    cpu: number,
    owner: number,
  ): void {
    this.#compare(
      `allocate(order ${order}, class ${requestClass}, node ${node}, cpu ${cpu})`,
      answer,
      effects,
      (said, did) => super.allocate(handle, requestClass, order, node, said, did, cpu, owner),
      (said, did) => this.#naive.allocate(handle, requestClass, order, node, said, did, cpu),
    );
  }

  override free(handle: number, answer: number, effects: Effects, cpu: number): void {
    this.#compare(
      `free(${handle} at ${this.where(handle)})`,
      answer,
      effects,
      (said, did) => super.free(handle, said, did, cpu),
      (said, did) => this.#naive.free(handle, said, did, cpu),
    );
  }

  override pin(handle: number, term: number, answer: number, effects: Effects): void {
    this.#compare(
      `pin(${handle} at ${this.where(handle)}, term ${term})`,
      answer,
      effects,
      (said, did) => super.pin(handle, term, said, did),
      (said, did) => this.#naive.pin(handle, term, said, did),
    );
  }

  override unpin(handle: number, term: number, answer: number, effects: Effects): void {
    this.#compare(
      `unpin(${handle} at ${this.where(handle)}, term ${term})`,
      answer,
      effects,
      (said, did) => super.unpin(handle, term, said, did),
      (said, did) => this.#naive.unpin(handle, term, said, did),
    );
  }

  override reclaim(pages: number, node: number, ceiling: number, answer: number, effects: Effects): void {
    this.#compare(
      `reclaim(${pages}, node ${node}, ceiling ${ceiling})`,
      answer,
      effects,
      (said, did) => super.reclaim(pages, node, ceiling, said, did),
      (said, did) => this.#naive.reclaim(pages, node, ceiling, said, did),
    );
  }

  override offline(block: number, answer: number, effects: Effects): void {
    this.#compare(
      `offline(${block})`,
      answer,
      effects,
      (said, did) => super.offline(block, said, did),
      (said, did) => this.#naive.offline(block, said, did),
    );
  }

  override online(block: number, to: number, answer: number, effects: Effects): void {
    this.#compare(
      `online(${block}, to ${to})`,
      answer,
      effects,
      (said, did) => super.online(block, to, said, did),
      (said, did) => this.#naive.online(block, to, said, did),
    );
  }

  override poison(frame: number, error: number, answer: number, effects: Effects): void {
    this.#compare(
      `poison(${frame}, error ${error})`,
      answer,
      effects,
      (said, did) => super.poison(frame, error, said, did),
      (said, did) => this.#naive.poison(frame, error, said, did),
    );
  }

  override drain(cpu: number, answer: number, effects: Effects): void {
    this.#compare(
      `drain(${cpu})`,
      answer,
      effects,
      (said, did) => super.drain(cpu, said, did),
      (said, did) => this.#naive.drain(cpu, said, did),
    );
  }

  #compare(
    operation: string,
    answer: number,
    effects: Effects,
    ask: (answer: number, effects: Effects) => void,
    askNaive: (answer: number, effects: Effects) => BrokenRule | null,
  ): void {
    const judge = ({ answer: said, effects: did, what }: Lie | (Tell & { what: null })): Error | null => {
      const thrown = thrownBy(() => ask(said, did));
      if (thrown !== null && !(thrown instanceof Objection)) throw thrown;
      const broken = askNaive(said, did);
      this.#note({
        operation,
        answer: said,
        effects: textOf(did),
        lie: what,
        oracle: thrown?.invariant ?? null,
        naive: broken?.invariant ?? null,
      });
      // A run ends where either objects.
      return thrown ?? (broken && new Objection(broken.invariant, broken.sentence));
    };
    if (this.#lies > 0) this.#lieAbout(answer, effects, judge);
    const thrown = judge({ answer, effects, what: null });
    if (thrown) throw thrown;
  }

  #lieAbout(answer: number, effects: Effects, judge: (lie: Lie) => unknown): void {
    const image = new WorldImage(this.state);
    const goBack = this.#naive.remember();
    for (const lie of liesAbout({ answer, effects }, this.#lies, this.#seed++)) {
      judge(lie);
      image.restore();
      goBack();
    }
  }
}

const textOf = (effects: Effects): string =>
  Array.from(
    { length: effects.count },
    (_, index) => `${EFFECT_KINDS[effects.kind(index)]}(${effects.first(index)}, ${effects.second(index)})`,
  ).join(' ');

function thrownBy(deed: () => void): Error | null {
  try {
    deed();
    return null;
  } catch (error) {
    return error as Error; // Nothing else is thrown.
  }
}
