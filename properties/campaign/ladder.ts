import type { Layout } from '../../spec/layout/layout.ts';
import type { CampaignPlan } from './options.ts';

/** Runs of one length on one layout, drawn from one seed. */
export interface LadderStep {
  /** Place of the layout in the plan. */
  readonly layout: number;
  readonly operations: number;
  readonly runs: number;
  /** Seed that fast-check draws the runs of this step from. */
  readonly seed: number;
}

/** Lengths of the first runs: a fault that a short run shows is found at once, and is nearly minimal already. */
const SHORT = [16, 32, 64, 128, 256, 512, 1024] as const;
const SHORT_RUNS = 12;
/** A run of any length costs a boot and looks at all memory, so there are fewer on machines above this many pages in all. */
const SHORT_PAGES = 1 << 18;

/** Turns of long runs before the short ones come round again: those find early, these check fast. */
const LONG_TURNS = 256;
/** A tiny machine wears out: blocks that went online for the kernel and poisoned pages do not come back. */
const LEAST_LONG = 1 << 13;
const MOST_LONG = 1 << 17;

/** No step is longer than this unless one run is, so that a time limit is kept within a fraction of a second. */
const STEP_OPERATIONS = 50_000;
const STEP_RUNS = 64;

/** 2^32 divided by the golden ratio: steps far apart, so that neighbouring seeds share none. */
const SEED_STRIDE = 0x9e3779b9;

/**
 * The steps of a campaign, endless; whoever walks them stops when the plan is fulfilled. Layouts take turns, so that none
 * has to wait for the long runs of another. The first step has the seed of the plan.
 */
export function* ladder(plan: CampaignPlan): Generator<LadderStep> {
  let seed = plan.seed;
  for (const length of plan.operations === undefined ? lengths() : fixedLength(plan.operations)) {
    for (const [layout, machine] of plan.layouts.entries()) {
      const pages = pagesOf(machine);
      const isShort = length !== undefined && plan.operations === undefined;
      if (isShort && pages > SHORT_PAGES && length !== SHORT[0] && length !== SHORT.at(-1)) continue;
      const most = isShort ? Math.min(SHORT_RUNS, SHORT_PAGES / pages) : STEP_RUNS;
      const operations = length ?? longRun(pages);
      const runs = Math.max(1, Math.floor(Math.min(most, STEP_OPERATIONS / operations)));
      yield { layout, operations, runs, seed };
      seed = (seed + SEED_STRIDE) >>> 0;
    }
  }
}

/** Lengths of runs in the order they are tried; undefined stands for the long run of each layout. */
function* lengths(): Generator<number | undefined> {
  for (;;) {
    yield* SHORT;
    for (let turn = 0; turn < LONG_TURNS; turn++) yield undefined;
  }
}

function* fixedLength(operations: number): Generator<number> {
  for (;;) yield operations;
}

/** Operations of a run that can fill the memory of a layout, and that pays for a reset and for whole-world checks. */
export const longRun = (pages: number): number =>
  Math.max(LEAST_LONG, Math.min(pages * 32, MOST_LONG), pages * 4);

/** Pages of memory, holes left out. */
const pagesOf = ({ ranges }: Layout): number => ranges.reduce((sum, { start, end }) => sum + end - start, 0);

const LARGE_PAGES = 1 << 18;
const OPERATIONS_SMALL = 2_000_000;
const OPERATIONS_LARGE = 3_000_000;

/** Operations after which a campaign without other limits ends: enough to fill the largest of its layouts some times. */
export const defaultOperations = (layouts: readonly Layout[]): number =>
  layouts.some((layout) => pagesOf(layout) >= LARGE_PAGES) ? OPERATIONS_LARGE : OPERATIONS_SMALL;

/** Operations of the longest run a plan asks for: what a watcher must have room for. */
export const longestRun = ({ layouts, operations }: CampaignPlan): number =>
  operations ?? Math.max(SHORT.at(-1) ?? 0, ...layouts.map((layout) => longRun(pagesOf(layout))));
