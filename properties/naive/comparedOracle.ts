import { type NaiveOperation, NaiveReference } from '../../model/naive/index.ts';
import { WorldImage } from '../../model/oracle/image.ts';
import { Objection, Oracle } from '../../model/oracle/index.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { MEMORY_ERRORS, ONLINE_TARGETS, PIN_TERMS } from '../../spec/operations/arguments.ts';
import { EFFECT_KINDS, type Effects } from '../../spec/operations/effects.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { HABITS } from './habits.ts';
import { type Lie, liesAbout, type Tell } from './lies.ts';

/** What both references said of one answer: the rule it breaks or why it is refused, or null. */
export interface Verdicts {
  readonly operation: NaiveOperation;
  readonly answer: number;
  readonly effects: string;
  /** What was changed in what the target said; null for the target's own words. */
  readonly lie: string | null;
  readonly oracle: string | null;
  readonly naive: string | null;
}

/** No allocation is made. */
const NOBODY = -1;

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
    this.#naive = new NaiveReference(map, design);
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
      { kind: 'allocate', class: REQUEST_CLASSES[requestClass]!.name, order, node, cpu },
      handle,
      answer,
      effects,
      (said, did) => super.allocate(handle, requestClass, order, node, said, did, cpu, owner),
    );
  }

  override free(handle: number, answer: number, effects: Effects, cpu: number): void {
    this.#compare({ kind: 'free', of: handle, cpu }, handle, answer, effects, (said, did) =>
      super.free(handle, said, did, cpu),
    );
  }

  override pin(handle: number, term: number, answer: number, effects: Effects): void {
    this.#compare({ kind: 'pin', of: handle, term: PIN_TERMS[term]! }, handle, answer, effects, (said, did) =>
      super.pin(handle, term, said, did),
    );
  }

  override unpin(handle: number, term: number, answer: number, effects: Effects): void {
    this.#compare(
      { kind: 'unpin', of: handle, term: PIN_TERMS[term]! },
      handle,
      answer,
      effects,
      (said, did) => super.unpin(handle, term, said, did),
    );
  }

  override reclaim(pages: number, node: number, ceiling: number, answer: number, effects: Effects): void {
    this.#compare({ kind: 'reclaim', pages, node, zone: ceiling }, NOBODY, answer, effects, (said, did) =>
      super.reclaim(pages, node, ceiling, said, did),
    );
  }

  override offline(block: number, answer: number, effects: Effects): void {
    this.#compare({ kind: 'offline', block }, NOBODY, answer, effects, (said, did) =>
      super.offline(block, said, did),
    );
  }

  override online(block: number, to: number, answer: number, effects: Effects): void {
    this.#compare({ kind: 'online', block, to: ONLINE_TARGETS[to]! }, NOBODY, answer, effects, (said, did) =>
      super.online(block, to, said, did),
    );
  }

  override poison(frame: number, error: number, answer: number, effects: Effects): void {
    this.#compare(
      { kind: 'poison', pfn: frame, error: MEMORY_ERRORS[error]! },
      NOBODY,
      answer,
      effects,
      (said, did) => super.poison(frame, error, said, did),
    );
  }

  override drain(cpu: number, answer: number, effects: Effects): void {
    this.#compare({ kind: 'drain', cpu }, NOBODY, answer, effects, (said, did) =>
      super.drain(cpu, said, did),
    );
  }

  #compare(
    operation: NaiveOperation,
    handle: number,
    answer: number,
    effects: Effects,
    ask: (answer: number, effects: Effects) => void,
  ): void {
    const judge = ({ answer: said, effects: did, what }: Lie | (Tell & { what: null })): Error | null => {
      const thrown = thrownBy(() => ask(said, did));
      if (thrown !== null && !(thrown instanceof Objection)) throw thrown;
      const refused = this.#naive.judge(operation, handle, said, did);
      this.#note({
        operation,
        answer: said,
        effects: textOf(did),
        lie: what,
        oracle: thrown?.invariant ?? null,
        naive: refused,
      });
      // A run ends where either objects.
      return thrown ?? (refused === null ? null : new Objection('INV-0', refused));
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
