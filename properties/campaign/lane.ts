import fc from 'fast-check';
import type { Target } from '../../spec/allocator.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { OPERATION, type OperationKind } from '../../spec/operations/operation.ts';
import { explain } from '../explain/explain.ts';
import { scenarioArbitrary } from '../generate/scenarioArbitrary.ts';
import { InputError, showValue } from '../input/inputError.ts';
import { sparseTally } from '../records/sparseTally.ts';
import type { StepRecord } from '../records/stepRecord.ts';
import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Arena, openArena } from './arena.ts';
import { foundViolation, type Sighting } from './foundViolation.ts';
import type { NumberedStep } from './numberedSteps.ts';
import type { CampaignPlan } from './options.ts';
import type { FoundViolation } from './result.ts';
import { beginStep, type Watch } from './watch.ts';

/** Hears of each run, and of each run that shortens what an earlier one found. */
export type LaneListener = (phase: 'check' | 'shrink', layout: string) => void;

/** Hears what came of each run that was drawn. */
export type VerdictListener = (
  scenario: Scenario,
  violation: Violation | null,
  milliseconds: number,
  step: NumberedStep,
) => void;

/** A target on every machine of a plan, walking steps of its campaign one at a time. */
export class Lane {
  readonly #plan: CampaignPlan;
  readonly #target: Target;
  readonly #watch: Watch;
  readonly #onRun: LaneListener;
  readonly #onVerdict: VerdictListener | undefined;
  readonly #arenas: readonly Arena[];
  /** For layouts that shrinking came up with. */
  readonly #smaller = new Map<Layout, Arena>();
  #step: NumberedStep | null = null;
  #offered: readonly OperationKind[] = [];
  #runs = 0;

  constructor(
    plan: CampaignPlan,
    target: Target,
    watch: Watch,
    onRun: LaneListener,
    onVerdict?: VerdictListener,
  ) {
    this.#plan = plan;
    this.#target = target;
    this.#watch = watch;
    this.#onRun = onRun;
    this.#onVerdict = onVerdict;
    this.#arenas = plan.layouts.map((layout, place) => openArena(layout, plan.design, target, watch, place));
  }

  /** Runs the scenarios of one step; stops at the first that breaks a rule. */
  walk(step: NumberedStep): Sighting | null {
    const arena = this.#arenas[step.layout]!; // The ladder counts the plan's layouts, and each has an arena.
    beginStep(this.#watch, step.number);
    arena.forget();
    this.#offered = offeredBy(arena, this.#target);
    this.#step = step;
    this.#runs = 0;
    const sightings: Sighting[] = [];
    const passes = fc.property(this.#scenarios(arena.map, step), (scenario) => {
      this.#runs++;
      const begun = performance.now();
      const violation = arena.run(scenario.operations);
      this.#onVerdict?.(scenario, violation, performance.now() - begun, step);
      if (violation !== null) sightings.push({ scenario, violation });
      this.#onRun('check', arena.map.layout.name);
      return violation === null;
    });
    const details = fc.check(passes, { seed: step.seed, numRuns: step.runs, endOnFailure: true });
    if (details.failed && sightings.length === 0) throw details.errorInstance;
    return sightings[0] ?? null;
  }

  /** What the step in work has come to so far. */
  record(): StepRecord | null {
    const step = this.#step;
    if (step === null) return null;
    const arena = this.#arenas[step.layout]!; // As above.
    return {
      step: step.number,
      layout: step.layout,
      seed: step.seed,
      runs: this.#runs,
      offered: this.#offered.map((kind) => OPERATION[kind]),
      tally: sparseTally(arena.tally),
    };
  }

  /** Makes a sighting minimal; `until` ends that early. */
  pursue(sighting: Sighting, until: () => boolean): FoundViolation {
    const arenaOf = ({ layout }: Scenario): Arena => {
      this.#onRun('shrink', layout.name);
      return this.#arenaOf(layout);
    };
    return foundViolation(sighting, arenaOf, until, this.#plan.layouts);
  }

  /** The same with what its operations and arguments are needed for; `until` ends that early. */
  explain(found: FoundViolation, until: () => boolean): FoundViolation {
    const arena = this.#arenaOf(found.scenario.layout);
    const run: Arena['run'] = (operations) => {
      this.#onRun('shrink', arena.map.layout.name);
      return arena.run(operations);
    };
    const explanation = explain(found, arena.map.frameCount, { run, tell: arena.tell }, until);
    return explanation === null ? found : { ...found, explanation };
  }

  #scenarios(map: MemoryMap, { operations }: NumberedStep): fc.Arbitrary<Scenario> {
    const { design, drawing = 'targeted' } = this.#plan;
    const kinds = this.#offered;
    return scenarioArbitrary({
      map,
      design: DESIGNS[design],
      target: this.#target,
      kinds,
      operations,
      drawing,
    });
  }

  #arenaOf(layout: Layout): Arena {
    const known = this.#arenas.find(({ map }) => map.layout === layout) ?? this.#smaller.get(layout);
    if (known !== undefined) return known;
    const arena = openArena(layout, this.#plan.design, this.#target, this.#watch, 0);
    this.#smaller.set(layout, arena);
    return arena;
  }
}

/** What the target can be asked; whoever boots something else by mistake is told so. */
function offeredBy(arena: Arena, { name }: Target): readonly OperationKind[] {
  const offered = arena.offered();
  if (offered.includes('allocate')) return offered;
  throw new InputError({
    place: `target ${showValue(name)}`,
    expected: 'a boot that returns an allocator with allocate, free and inspect',
    found: 'one that cannot allocate',
    remedy: 'see docs/examples/naive-allocator.mjs, or let zoneproof init write an allocator',
  });
}
