import { ObservationLog, type Observed } from '../observe/observationLog.ts';
import { Ledger } from '../records/ledger.ts';
import { restored } from '../records/recordText.ts';
import type { StepRecord } from '../records/stepRecord.ts';
import type { TargetFacts } from '../records/targetFacts.ts';
import { type Canary, worstCanary } from './canary.ts';
import { everySoOften } from './everySoOften.ts';
import type { Sighting } from './foundViolation.ts';
import { longestRun } from './ladder.ts';
import { type NumberedStep, numberedSteps } from './numberedSteps.ts';
import type { CampaignPlan } from './options.ts';
import { STALL_MILLISECONDS } from './patience.ts';
import { presetScenario } from './presetLayout.ts';
import type { CampaignProgress, ProgressListener } from './progress.ts';
import type { Note } from './request.ts';
import type { CampaignResult } from './result.ts';
import { type Shard, stepsOf, WHOLE } from './shard.ts';
import { recordOfSilence, silentSighting } from './silentStep.ts';
import { type Silence, supervise } from './supervise.ts';
import { type TargetReference, writtenName } from './targetReference.ts';
import { createTurns, endAt } from './turns.ts';
import { createWatch, requestStop, type Watch } from './watch.ts';

export interface CampaignWatching {
  readonly onProgress?: ProgressListener;
  /** How long the target may think about one operation. */
  readonly stallMilliseconds?: number;
  /** Ends the campaign early; what was found is reported. */
  readonly signal?: AbortSignal;
  /** Where each run is written down. */
  readonly observed?: Observed;
  /** Hears of each broken rule the moment it shows, before its scenario is made minimal. */
  readonly onSighting?: (sighting: Sighting) => void;
  /** Threads that walk the campaign together, each with a target of its own. The result does not depend on it. Default 1. */
  readonly jobs?: number;
  /** Whether what is found is explained; a hunt that only counts has no use for that. Default true. */
  readonly explains?: boolean;
  /** Walks only the steps of one of several machines. */
  readonly shard?: Shard;
  /** Steps that are done already, and who is told of others as they are done. */
  readonly book?: RecordBook;
}

/** Keeps the records of a campaign while it runs. */
export interface RecordBook {
  readonly done: readonly StepRecord[];
  /** How long those took. */
  readonly milliseconds: number;
  /** Called once, before the first record. */
  begin(target: TargetFacts): void;
  /** @param milliseconds since the campaign began, those of the steps done before included */
  write(record: StepRecord, milliseconds: number): void;
  /** Called once, after the last record. */
  end(how: 'done' | 'interrupted', milliseconds: number, canary?: Canary): void;
}

/**
 * A campaign in threads of its own, so that a target that throws, loops or ends its thread is a counterexample and not the
 * end of us. Throws InputError if the target cannot be loaded.
 */
export const campaignInWorker = (
  plan: CampaignPlan,
  target: TargetReference,
  watching: CampaignWatching = {},
): Promise<CampaignResult> => new Crew(plan, target, watching).work();

/** The threads of one campaign, and the ledger in which their records meet. */
class Crew {
  readonly #plan: CampaignPlan;
  readonly #target: TargetReference;
  readonly #watching: CampaignWatching;
  readonly #shard: Shard;
  readonly #ledger: Ledger;
  readonly #turns = createTurns();
  readonly #watches: readonly Watch[];
  /** By thread, the step in work. */
  readonly #underway = new Map<number, StepRecord>();
  /** By thread, a step whose violation is minimal and only has to be explained. */
  readonly #minimal = new Map<number, StepRecord>();
  readonly #report: (phase: CampaignProgress['phase'], layout: string) => void;
  readonly #canaries: Canary[] = [];
  #facts: TargetFacts | null = null;
  #started = performance.now();

  constructor(plan: CampaignPlan, target: TargetReference, watching: CampaignWatching) {
    this.#plan = plan;
    this.#target = target;
    this.#watching = watching;
    this.#shard = watching.shard ?? WHOLE;
    this.#ledger = new Ledger(plan, stepsOf(this.#shard, numberedSteps(plan)));
    for (const record of watching.book?.done ?? []) this.#ledger.add(record);
    this.#watches = Array.from({ length: watching.jobs ?? 1 }, () => createWatch(longestRun(plan)));
    const result = () => this.#result();
    this.#report = everySoOften((phase, layout) =>
      watching.onProgress?.({
        phase,
        layout,
        get soFar() {
          return result();
        },
      }),
    );
  }

  async work(): Promise<CampaignResult> {
    const { signal } = this.#watching;
    const stop = () => this.#watches.forEach(requestStop);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    const silences = await this.#walkAll().finally(() => signal?.removeEventListener('abort', stop));
    this.#underway.clear();
    await this.#judge(silences);
    this.#watching.book?.end(
      signal?.aborted ? 'interrupted' : 'done',
      this.#milliseconds(),
      worstCanary(this.#canaries),
    );
    return this.#result();
  }

  /** @returns the silences of threads that were given up, or gave up themselves */
  async #walkAll(): Promise<Silence[]> {
    const broken = this.#ledger.broken;
    if (broken !== undefined) endAt(this.#turns, broken);
    const failure = new AbortController();
    const lanes = this.#watches.map((watch, lane) =>
      this.#walk(watch, lane, failure.signal).catch((error: unknown) => {
        failure.abort();
        throw error;
      }),
    );
    const silences: Silence[] = [];
    for (const ending of await Promise.allSettled(lanes)) {
      if (ending.status === 'rejected') throw ending.reason;
      if (ending.value !== null) silences.push(ending.value);
    }
    return silences;
  }

  async #walk(watch: Watch, lane: number, signal: AbortSignal): Promise<Silence | null> {
    const { seconds } = this.#plan;
    const { book, observed, explains = true, stallMilliseconds = STALL_MILLISECONDS } = this.#watching;
    const spent = (book?.milliseconds ?? 0) / 1000;
    const ending = await supervise(
      {
        task: 'walk',
        plan: seconds === undefined ? this.#plan : { ...this.#plan, seconds: Math.max(0, seconds - spent) },
        target: this.#target,
        watch,
        turns: this.#turns,
        shard: this.#shard,
        explains,
        ...(observed === undefined ? {} : { observed }),
        done: new Set(book?.done.map(({ step }) => step)),
      },
      { stallMilliseconds, signal, onNote: (note) => this.#hear(note, lane) },
    );
    if (ending.kind === 'silent') {
      const minimal = this.#minimal.get(lane);
      if (minimal !== undefined) {
        this.#add(minimal);
        return null;
      }
      endAt(this.#turns, ending.step);
      return ending;
    }
    if (ending.reply.kind === 'walked') return null;
    throw new Error(`the thread of the campaign replied ${ending.reply.kind}`);
  }

  #hear(note: Note, lane: number): void {
    if (note.note === 'target') return this.#begin(note.target);
    if (note.note === 'sighting') return this.#sighted(note.sighting);
    if (note.note === 'canary') this.#canaries.push(note.canary);
    else if (note.note === 'minimal') this.#minimal.set(lane, restored(note.record));
    else if (note.note === 'step') {
      this.#minimal.delete(lane);
      this.#underway.delete(lane);
      this.#add(restored(note.record));
      this.#report('check', this.#plan.layouts[note.record.layout]?.name ?? '');
    } else {
      this.#underway.set(lane, note.record);
      this.#report(note.phase, note.layout);
    }
  }

  #sighted(sighting: Sighting): void {
    this.#watching.onSighting?.({ ...sighting, scenario: presetScenario(sighting.scenario) });
  }

  /** The thread that made the run cannot say any more what came of it. */
  #observeSilence({ scenario, violation }: Sighting): void {
    const { observed } = this.#watching;
    if (observed === undefined) return;
    const log = new ObservationLog(observed, this.#facts?.name ?? writtenName(this.#target));
    log.write({ scenario, violation, how: 'generated', milliseconds: null, seed: null });
    log.close();
  }

  #begin(facts: TargetFacts): void {
    if (this.#facts !== null) return;
    this.#facts = facts;
    this.#started = performance.now();
    this.#watching.book?.begin(facts);
    this.#report('check', this.#plan.layouts[0]?.name ?? '');
  }

  #add(record: StepRecord): void {
    this.#ledger.add(record);
    this.#watching.book?.write(record, this.#milliseconds());
  }

  /** The first step at which the target fell silent is a broken rule, unless an earlier one broke another. */
  async #judge(silences: readonly Silence[]): Promise<void> {
    const [first] = silences.toSorted((one, other) => one.step - other.step);
    if (first === undefined) return;
    const { stallMilliseconds = STALL_MILLISECONDS } = this.#watching;
    const step = firstFrom(first.step, stepsOf(this.#shard, numberedSteps(this.#plan)));
    if (step === undefined || (this.#ledger.broken ?? Number.POSITIVE_INFINITY) < step.number) return;
    this.#begin({ name: writtenName(this.#target) });
    const { scenario, violation } = silentSighting(first, this.#plan);
    this.#watching.onSighting?.({ scenario, violation });
    this.#observeSilence({ scenario, violation });
    this.#add(await recordOfSilence(first, step, this.#plan, this.#target, stallMilliseconds));
  }

  #result(): CampaignResult {
    return this.#ledger.result({
      target: this.#facts ?? { name: writtenName(this.#target) },
      underway: [...this.#underway.values()],
      interrupted: this.#watching.signal?.aborted ?? false,
      milliseconds: this.#milliseconds(),
      canary: worstCanary(this.#canaries),
    });
  }

  #milliseconds(): number {
    return (this.#watching.book?.milliseconds ?? 0) + performance.now() - this.#started;
  }
}

/** A thread that fell silent before its first step, in a shard that does not have the first, broke the rule in the first it has. */
function firstFrom(number: number, steps: Iterable<NumberedStep>): NumberedStep | undefined {
  for (const step of steps) if (step.number >= number) return step;
  return undefined;
}
