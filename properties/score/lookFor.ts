import * as fc from 'fast-check';
import type { Target } from '../../spec/allocator.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { type Arena, openArena } from '../campaign/arena.ts';
import { Lane } from '../campaign/lane.ts';
import { numberedSteps } from '../campaign/numberedSteps.ts';
import { EXECUTED, type Watch } from '../campaign/watch.ts';
import type { Drawing } from '../generate/drawing.ts';
import type { Violation } from '../run/violation.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { searchFromNothing } from '../shrink/searchShorter.ts';
import { commandScenarios, operationsOf } from './commandScenarios.ts';
import { isDrawing, type Strategy } from './strategy.ts';

/** What is looked for, and how. Plain data: it travels to the thread that looks. */
export interface Look {
  readonly strategy: Strategy;
  readonly layouts: readonly Layout[];
  readonly design: DesignName;
  readonly seed: number;
  /** Operations after which it gives up; the run in which it gets there is finished. */
  readonly most: number;
}

export interface Looked {
  /** The rule that was broken first; null if none was. */
  readonly invariant: string | null;
  /** Operations executed, up to the one that broke it. */
  readonly executed: number;
}

/** Looks for a broken rule in one way, and makes nothing of what it finds. */
export function lookFor(look: Look, target: Target, watch: Watch): Looked {
  const { strategy } = look;
  if (isDrawing(strategy)) return draw(look, strategy, target, watch);
  const meter = new Meter(openArena(look.layouts[0]!, look.design, target, watch, 0), watch, look.most); // There is one.
  if (strategy === 'exhaustive') exhaust(meter, look.most);
  else command(meter, look.seed);
  return { invariant: meter.violation?.invariant ?? null, executed: meter.executed };
}

/** The steps of a campaign that draws in this way. */
function draw({ layouts, design, seed, most }: Look, drawing: Drawing, target: Target, watch: Watch): Looked {
  const plan = { layouts, design, seed, drawing };
  const lane = new Lane(plan, target, watch, () => {});
  let executed = 0;
  for (const step of numberedSteps(plan)) {
    const sighting = lane.walk(step);
    executed += lane.record()?.tally.executed ?? 0;
    Atomics.store(watch.state, EXECUTED, executed);
    if (sighting !== null) return { invariant: sighting.violation.invariant, executed };
    if (executed >= most) break;
  }
  return { invariant: null, executed };
}

/** An arena whose operations are counted, up to the first broken rule. */
class Meter {
  readonly arena: Arena;
  readonly #watch: Watch;
  readonly #most: number;
  executed = 0;
  violation: Violation | null = null;

  constructor(arena: Arena, watch: Watch, most: number) {
    this.arena = arena;
    this.#watch = watch;
    this.#most = most;
  }

  get isOver(): boolean {
    return this.violation !== null || this.executed >= this.#most;
  }

  /** Runs it, questions of the end included. */
  run(operations: OperationWords): void {
    this.#count(operations, this.arena.run(operations));
  }

  /** Runs it without those. @returns the last operation changed nothing */
  sketch(operations: OperationWords): boolean {
    const { violation, idle } = this.arena.sketch(operations, true, false);
    this.#count(operations, violation);
    return idle;
  }

  #count(operations: OperationWords, violation: Violation | null): void {
    this.executed += violation === null ? operationCount(operations) : violation.operation + 1;
    this.violation ??= violation;
    Atomics.store(this.#watch.state, EXECUTED, this.executed);
  }
}

/** Everything short, the shortest first. */
function exhaust(meter: Meter, most: number): void {
  const run = (words: OperationWords) => {
    const idle = meter.sketch(words);
    // Where nothing changed, the questions of the end were asked when it was shorter.
    if (!idle && !meter.isOver) meter.run(words);
    return { fails: meter.violation !== null, idle, state: null };
  };
  const search = { run, kinds: meter.arena.offered(), most, until: () => meter.isOver };
  searchFromNothing(meter.arena.map.layout, search);
}

/** Commands of one check of fast-check; then the seed is another. */
const RUNS = 60;
const COMMANDS = 300;

function command(meter: Meter, seed: number): void {
  const { map } = meter.arena;
  const scenarios = commandScenarios(meter.arena.offered(), map.layout, COMMANDS);
  const passes = fc.property(scenarios, (commands) => {
    if (!meter.isOver) meter.run(operationsOf(commands));
    return meter.violation === null;
  });
  for (let check = 0; !meter.isOver; check++)
    fc.check(passes, { seed: (seed + check * 0x9e3779b9) | 0, numRuns: RUNS, endOnFailure: true });
}
