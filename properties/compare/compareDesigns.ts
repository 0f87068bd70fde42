import { soundTarget } from '../../impl/target.ts';
import type { Design } from '../../spec/designs/design.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { longRun } from '../campaign/ladder.ts';
import { createScenarioWriter } from '../generate/drawScenario.ts';
import { openSession } from '../run/openSession.ts';
import { operationsOf } from '../run/operationsOf.ts';
import type { Session } from '../run/session.ts';
import type { Violation } from '../run/violation.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import type { Comparison, ComparisonPlan, DesignScore } from './comparison.ts';
import { noMeasures } from './measures.ts';
import { meteredTarget } from './meteredTarget.ts';

const DEFAULT_OPERATIONS = 200_000;
/** A longer scenario would keep a time limit, and Ctrl-C, waiting. */
const MOST_LENGTH = 1 << 18;
/**
 * Scenarios are drawn for the design that Linux merged, as if it offered the mandatory requests of all: whoever does not know a
 * request answers NOT_PERMITTED, which is what one of the measures counts.
 */
const NEUTRAL: Design = { ...DESIGNS.kernelcore, criticalRequests: true, reserveRequests: true };
/** 2^32 divided by the golden ratio, so that neighbouring seeds share no scenario. */
const SEED_STRIDE = 0x9e3779b9;

/** Draws scenarios once, and runs each under every design with the sound allocator. */
export async function compareDesigns(
  plan: ComparisonPlan,
  signal: AbortSignal = new AbortController().signal,
  onProgress: (soFar: Comparison, layout: string) => void = () => {},
): Promise<Comparison> {
  const comparing = new Comparing(plan, signal);
  while (!comparing.isOver()) {
    const layout = comparing.runNext();
    onProgress(comparing.soFar(), layout);
    await new Promise((resolve) => setImmediate(resolve)); // Ctrl-C is heard between scenarios.
  }
  return comparing.soFar();
}

class Comparing {
  readonly #plan: ComparisonPlan;
  readonly #signal: AbortSignal;
  readonly #start = performance.now();
  readonly #scores: readonly DesignScore[];
  readonly #arenas: readonly Arenas[];
  #scenarios = 0;
  #operations = 0;
  #violation: Comparison['violation'] = null;

  constructor(plan: ComparisonPlan, signal: AbortSignal) {
    this.#plan = plan;
    this.#signal = signal;
    this.#scores = Object.values(DESIGNS).map(({ name: design, title }) => ({
      design,
      title,
      operations: 0,
      skipped: 0,
      measures: noMeasures(),
    }));
    this.#arenas = plan.layouts.map((layout) => openArenas(layout, this.#scores, plan));
  }

  isOver(): boolean {
    if (this.#signal.aborted || this.#violation !== null) return true;
    const { seconds, operations = DEFAULT_OPERATIONS } = this.#plan;
    return seconds === undefined
      ? this.#operations >= operations
      : performance.now() - this.#start >= 1000 * seconds;
  }

  /** Layouts take turns. @returns the name of this one */
  runNext(): string {
    const { layout, length, write, runs } = this.#arenas[this.#scenarios % this.#arenas.length]!; // There is a layout.
    const words = write((this.#plan.seed + Math.imul(this.#scenarios, SEED_STRIDE)) | 0, length);
    this.#violation = runUnderAll(runs, words, this.#scores);
    this.#scenarios++;
    this.#operations += length;
    return layout.name;
  }

  soFar(): Comparison {
    const names = this.#plan.layouts.map(({ name }) => name); // In the order of their turns.
    return {
      layouts: names.slice(0, this.#scenarios),
      untried: names.slice(this.#scenarios),
      cma: this.#plan.cma ?? null,
      seed: this.#plan.seed,
      scenarios: this.#scenarios,
      operations: this.#operations,
      designs: this.#scores,
      violation: this.#violation,
      interrupted: this.#signal.aborted,
      milliseconds: Math.round(performance.now() - this.#start),
    };
  }
}

/** One layout under every design, and who writes its scenarios. */
interface Arenas {
  readonly layout: Layout;
  readonly length: number;
  readonly write: (seed: number, operations: number) => OperationWords;
  readonly runs: readonly MeteredRun[];
}

function openArenas(layout: Layout, scores: readonly DesignScore[], plan: ComparisonPlan): Arenas {
  const map = memoryMapOf(layout, NEUTRAL);
  const pages = layout.ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  const turn = Math.ceil((plan.operations ?? DEFAULT_OPERATIONS) / plan.layouts.length); // So that each layout has one.
  const most = Math.min(turn, MOST_LENGTH);
  const { cma = layout.boot.cma ?? 'migratetype' } = plan;
  const booted = { ...layout, boot: { ...layout.boot, cma } };
  return {
    layout,
    length: Math.min(longRun(pages), most),
    write: createScenarioWriter(map, NEUTRAL, commonKinds(layout)),
    runs: scores.map((score) => new MeteredRun(booted, score)),
  };
}

/** What the sound allocator can be asked under every design. */
function commonKinds(layout: Layout): readonly OperationKind[] {
  const offered = Object.values(DESIGNS).map((design) =>
    operationsOf(soundTarget, memoryMapOf(layout, design), design),
  );
  return (offered[0] ?? []).filter((kind) => offered.every((kinds) => kinds.includes(kind)));
}

/** One design on one machine, with its meter. */
class MeteredRun {
  readonly #session: Session;
  #length = 0;

  constructor(layout: Layout, { design, measures }: DesignScore) {
    // The questions of the end are the same for all, and no part of the scenario.
    const open = () => this.#session.progress[0]! < this.#length;
    const target = meteredTarget({ measures, open });
    this.#session = openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], target);
  }

  run(words: OperationWords, score: DesignScore): Violation | null {
    const { tally } = this.#session;
    const { executed, skipped } = tally;
    this.#length = operationCount(words);
    const violation = this.#session.run(words);
    score.operations += tally.executed - executed;
    score.skipped += tally.skipped - skipped;
    return violation;
  }
}

function runUnderAll(
  runs: readonly MeteredRun[],
  words: OperationWords,
  scores: readonly DesignScore[],
): Comparison['violation'] {
  for (const [place, score] of scores.entries()) {
    const violation = runs[place]!.run(words, score); // One for each score.
    if (violation !== null) return { ...violation, design: score.design };
  }
  return null;
}
