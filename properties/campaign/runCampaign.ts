import fc from 'fast-check';
import type { Target } from '../../spec/allocator.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { scenarioArbitrary } from '../generate/scenarioArbitrary.ts';
import type { Tally } from '../run/tally.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Arena, openArena } from './arena.ts';
import { campaignResult } from './campaignResult.ts';
import { foundViolation, type Sighting } from './foundViolation.ts';
import { defaultOperations, type LadderStep, ladder, longestRun } from './ladder.ts';
import type { CampaignPlan } from './options.ts';
import type { CampaignProgress, ProgressListener } from './progress.ts';
import type { CampaignResult, FoundViolation } from './result.ts';
import { type Stopwatch, startStopwatch } from './stopwatch.ts';
import { sumTallies } from './sumTallies.ts';
import { createWatch, type Watch } from './watch.ts';

/**
 * Generates scenarios and runs each until the plan is fulfilled or a rule is broken; the scenario that broke it is made
 * minimal. fast-check draws the scenarios; shrinking is ours, so its runs are counted and its result is canonical.
 */
export function runCampaign(
  plan: CampaignPlan,
  target: Target,
  onProgress: ProgressListener = () => {},
  watch: Watch = createWatch(longestRun(plan)),
): CampaignResult {
  const campaign = new Campaign(plan, target, watch, onProgress);
  for (const step of ladder(plan)) {
    if (campaign.isOver()) break;
    const sighting = campaign.walk(step);
    if (sighting !== null) {
      campaign.pursue(sighting);
      break;
    }
  }
  return campaign.result();
}

const PROGRESS_MILLISECONDS = 100;

class Campaign {
  readonly #plan: CampaignPlan;
  readonly #target: Target;
  readonly #watch: Watch;
  readonly #stopwatch: Stopwatch;
  readonly #onProgress: ProgressListener;
  readonly #arenas: Arena[];
  /** For layouts that shrinking came up with. */
  readonly #smaller = new Map<Layout, Arena>();
  readonly #violations: FoundViolation[] = [];
  /** What was seen up to the sighting: the runs that shorten it do not count. */
  #tallyThen: Tally | null = null;
  #lastSeed: number;
  #runs = 0;
  #reported = Number.NEGATIVE_INFINITY;

  constructor(plan: CampaignPlan, target: Target, watch: Watch, onProgress: ProgressListener) {
    this.#plan = plan;
    this.#target = target;
    this.#watch = watch;
    this.#onProgress = onProgress;
    this.#stopwatch = startStopwatch(plan, watch);
    this.#lastSeed = plan.seed;
    this.#arenas = plan.layouts.map((layout, place) => openArena(layout, plan.design, target, watch, place));
    this.#report('check', plan.layouts[0]?.name ?? '');
  }

  isOver(): boolean {
    const { runs, seconds, layouts } = this.#plan;
    if (this.#stopwatch.interrupted() || this.#stopwatch.expired()) return true;
    if (runs !== undefined) return this.#runs >= runs;
    return seconds === undefined && this.#drawn() >= defaultOperations(layouts);
  }

  /** Runs the scenarios of one step; stops at the first that breaks a rule. */
  walk(step: LadderStep): Sighting | null {
    const arena = this.#arenas[step.layout]!; // The ladder counts the plan's layouts, and each has an arena.
    const sightings: Sighting[] = [];
    const passes = fc.property(this.#scenarios(arena, step), (scenario) => {
      this.#runs++;
      const violation = arena.run(scenario.operations);
      if (violation !== null) sightings.push({ scenario, violation });
      this.#report('check', arena.map.layout.name);
      return violation === null;
    });
    this.#lastSeed = step.seed;
    const left = (this.#plan.runs ?? Number.POSITIVE_INFINITY) - this.#runs;
    const details = fc.check(passes, {
      seed: step.seed,
      numRuns: Math.min(step.runs, left),
      endOnFailure: true,
    });
    if (details.failed && sightings.length === 0) throw details.errorInstance;
    return sightings[0] ?? null;
  }

  /** Makes a sighting minimal and keeps it. */
  pursue(sighting: Sighting): void {
    this.#tallyThen = this.#tally();
    const arenaOf = ({ layout }: Scenario): Arena => {
      this.#report('shrink', layout.name);
      return this.#arenaOf(layout);
    };
    this.#violations.push(foundViolation(sighting, arenaOf, this.#stopwatch.interrupted));
  }

  result(): CampaignResult {
    return campaignResult({
      plan: this.#plan,
      target: this.#target,
      maps: this.#arenas.map(({ map }) => map),
      tally: this.#tally(),
      lastSeed: this.#lastSeed,
      runs: this.#runs,
      violations: this.#violations,
      interrupted: this.#stopwatch.interrupted(),
      milliseconds: this.#stopwatch.milliseconds(),
    });
  }

  #scenarios({ map, offered }: Arena, { operations }: LadderStep): fc.Arbitrary<Scenario> {
    const design = DESIGNS[this.#plan.design];
    return scenarioArbitrary({ map, design, target: this.#target, kinds: offered(), operations });
  }

  #tally(): Tally {
    return this.#tallyThen ?? sumTallies(this.#arenas.map(({ tally }) => tally));
  }

  #drawn(): number {
    return this.#arenas.reduce((sum, { tally }) => sum + tally.executed + tally.skipped, 0);
  }

  #arenaOf(layout: Layout): Arena {
    const known = this.#arenas.find(({ map }) => map.layout === layout) ?? this.#smaller.get(layout);
    if (known !== undefined) return known;
    const arena = openArena(layout, this.#plan.design, this.#target, this.#watch, 0);
    this.#smaller.set(layout, arena);
    return arena;
  }

  #report(phase: CampaignProgress['phase'], layout: string): void {
    const now = performance.now();
    if (now - this.#reported < PROGRESS_MILLISECONDS) return;
    this.#reported = now;
    this.#onProgress({ phase, layout, soFar: this.result() });
  }
}
