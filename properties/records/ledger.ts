import { DESIGNS } from '../../spec/designs/index.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { campaignResult } from '../campaign/campaignResult.ts';
import type { Canary } from '../campaign/canary.ts';
import type { NumberedStep } from '../campaign/numberedSteps.ts';
import type { CampaignPlan } from '../campaign/options.ts';
import type { CampaignResult } from '../campaign/result.ts';
import type { Tally } from '../run/tally.ts';
import { emptyTally } from './emptyTally.ts';
import { addTally } from './sparseTally.ts';
import type { StepRecord } from './stepRecord.ts';
import type { TargetFacts } from './targetFacts.ts';

/** What a result depends on beside the records. */
export interface Circumstances {
  readonly target: TargetFacts;
  /** Steps that are not done yet, for a report on the way. */
  readonly underway?: readonly StepRecord[];
  readonly interrupted: boolean;
  readonly milliseconds: number;
  /** Once the campaign is over. */
  readonly canary?: Canary | undefined;
}

/**
 * Adds up records of steps in the order of the ladder, in whatever order they come. The first step that broke a rule is the last
 * that counts, so one thread, many threads and many machines come to the same result.
 */
export class Ledger {
  readonly #plan: CampaignPlan;
  readonly #maps: readonly MemoryMap[];
  readonly #steps: Iterator<NumberedStep>;
  #expected: number | undefined;
  /** Of all steps before the expected one. */
  #sum = emptySum();
  /** Those behind a gap. */
  readonly #early = new Map<number, StepRecord>();

  /** @param steps that are to be done, in order */
  constructor(plan: CampaignPlan, steps: Iterable<NumberedStep>) {
    this.#plan = plan;
    this.#maps = plan.layouts.map((layout) => memoryMapOf(layout, DESIGNS[plan.design]));
    this.#steps = steps[Symbol.iterator]();
    this.#advance();
  }

  /** The first step known to have broken a rule. */
  get broken(): number | undefined {
    return this.#sum.broken?.step ?? this.#inOrder([]).find(({ found }) => found)?.step;
  }

  /** Whether no step is left to do. */
  get isComplete(): boolean {
    return this.#sum.broken !== undefined || this.#expected === undefined;
  }

  add(record: StepRecord): void {
    this.#early.set(record.step, record);
    while (this.#expected !== undefined && this.#sum.broken === undefined) {
      const next = this.#early.get(this.#expected);
      if (next === undefined) return;
      this.#early.delete(this.#expected);
      include(this.#sum, next);
      this.#advance();
    }
  }

  result({ target, underway = [], interrupted, milliseconds, canary }: Circumstances): CampaignResult {
    const sum = copyOf(this.#sum);
    for (const record of this.#inOrder(underway)) if (sum.broken === undefined) include(sum, record);
    const found = sum.broken?.found;
    return campaignResult({
      plan: this.#plan,
      target,
      maps: this.#maps,
      offered: this.#maps.map((_, layout) => sum.offered.get(layout)),
      tally: sum.tally,
      lastSeed: sum.lastSeed ?? this.#plan.seed,
      runs: sum.runs,
      violations: found === undefined ? [] : [found],
      interrupted,
      milliseconds,
      canary,
    });
  }

  #inOrder(underway: readonly StepRecord[]): StepRecord[] {
    return [...this.#early.values(), ...underway].sort((one, other) => one.step - other.step);
  }

  #advance(): void {
    const { done, value } = this.#steps.next();
    this.#expected = done ? undefined : value.number;
  }
}

interface Sum {
  readonly tally: Tally;
  readonly offered: Map<number, readonly OperationKind[]>;
  runs: number;
  lastSeed: number | undefined;
  broken: StepRecord | undefined;
}

const emptySum = (): Sum => ({
  tally: emptyTally(),
  offered: new Map(),
  runs: 0,
  lastSeed: undefined,
  broken: undefined,
});

const copyOf = (sum: Sum): Sum => ({
  ...sum,
  tally: structuredClone(sum.tally),
  offered: new Map(sum.offered),
});

function include(sum: Sum, record: StepRecord): void {
  addTally(sum.tally, record.tally);
  sum.runs += record.runs;
  sum.lastSeed = record.seed;
  if (record.offered !== undefined && !sum.offered.has(record.layout))
    sum.offered.set(
      record.layout,
      record.offered.map((place) => OPERATION_KINDS[place]!), // Places in that list.
    );
  if (record.found !== undefined) sum.broken = record;
}
