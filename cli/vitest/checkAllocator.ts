import { fileURLToPath } from 'node:url';
import type { CampaignPlan } from '../../properties/campaign/options.ts';
import type { CampaignResult } from '../../properties/campaign/result.ts';
import type { TargetFacts } from '../../properties/records/targetFacts.ts';
import type { Target } from '../../spec/allocator.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { campaignError } from './campaignError.ts';
import { defineTest } from './defineTest.ts';

/** What a test of an allocator tries. */
export interface CheckAllocatorOptions {
  /** Machines: names of presets, or layouts. Default: those of `zoneproof check`. */
  readonly layouts?: readonly (string | Layout)[];
  /** Default `kernelcore`. */
  readonly design?: DesignName;
  /** What the allocator of a factory can do and promises, as a target would say it. */
  readonly habits?: Omit<TargetFacts, 'name'>;
  /** Where the generator starts. The same seed tries the same. Default 1. */
  readonly seed?: number;
  /** Runs, short ones first. Default 600, unless `seconds` is given. */
  readonly runs?: number;
  /** Operations of every run. Default: short runs first, then long ones. */
  readonly operations?: number;
  /** Ends the test after so many seconds, whatever it has tried. */
  readonly seconds?: number;
  /** Threads that share the work, for a module. Default 1. */
  readonly jobs?: number;
  /** Milliseconds until the test runner gives up. Default: two minutes more than `seconds`. */
  readonly timeout?: number;
}

/** Boots an allocator; see `Target.boot`. */
export type AllocatorFactory = Target['boot'];

const RUNS = 600;
const TIMEOUT = 120_000;

/**
 * Registers a test that checks an allocator, and fails with the shortest run that breaks a rule: its steps, what the model
 * says, and the token to replay it by.
 *
 * ```js
 * import { checkAllocator } from 'zoneproof/vitest';
 *
 * checkAllocator('my allocator', new URL('./allocator.mjs', import.meta.url), { design: 'kernelcore' });
 * ```
 *
 * @param subject the URL of a module that exports `target`, which runs in a thread of its own and may hang; or a target, or what
 *   boots an allocator, which runs in the thread of the test
 */
export function checkAllocator(
  name: string,
  subject: URL | Target | AllocatorFactory,
  options: CheckAllocatorOptions = {},
): void {
  const timeout = options.timeout ?? TIMEOUT + 1000 * (options.seconds ?? 0);
  defineTest(
    name,
    async () => {
      const result = await campaignOn(subject, name, options);
      const error = await campaignError(result, subject instanceof URL ? fileURLToPath(subject) : null);
      if (error !== null) throw error;
    },
    timeout,
  );
}

async function campaignOn(
  subject: URL | Target | AllocatorFactory,
  name: string,
  options: CheckAllocatorOptions,
): Promise<CampaignResult> {
  const plan = await planOf(options);
  if (subject instanceof URL) {
    const { campaignInWorker } = await import('../../properties/campaign/campaignInWorker.ts');
    const file = fileURLToPath(subject);
    return campaignInWorker(plan, { kind: 'module', file, written: file }, { jobs: options.jobs ?? 1 });
  }
  const { runCampaign } = await import('../../properties/campaign/runCampaign.ts');
  return runCampaign(
    plan,
    typeof subject === 'function' ? { ...options.habits, name, boot: subject } : subject,
  );
}

async function planOf(options: CheckAllocatorOptions): Promise<CampaignPlan> {
  const { layoutsOf } = await import('../subjects.ts');
  const { DEFAULT_LAYOUTS } = await import('../../properties/presets/defaultLayouts.ts');
  const { layouts = DEFAULT_LAYOUTS, design = 'kernelcore', seed = 1, operations, seconds } = options;
  const runs = options.runs ?? (seconds === undefined ? RUNS : undefined);
  const machines = await Promise.all(
    layouts.map(async (layout) => (typeof layout === 'string' ? (await layoutsOf([layout]))[0]! : layout)), // One of one name.
  );
  return {
    layouts: machines,
    design,
    seed,
    ...(runs === undefined ? {} : { runs }),
    ...(operations === undefined ? {} : { operations }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}
