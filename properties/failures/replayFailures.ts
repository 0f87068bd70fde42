import { relative, sep } from 'node:path';
import type { DesignName } from '../../spec/designs/design.ts';
import { replayInWorker } from '../campaign/replayInWorker.ts';
import type { Replayed } from '../campaign/request.ts';
import { type CampaignResult, type FoundViolation, NOT_SHORTENED } from '../campaign/result.ts';
import type { TargetReference } from '../campaign/targetReference.ts';
import { writtenName } from '../campaign/targetReference.ts';
import type { InputError } from '../input/inputError.ts';
import { tokenOf } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
import type { StoredFailure } from './failureFile.ts';
import type { FailureStore } from './failureStore.ts';

/** What became of the stored failures of one target. */
export interface ReplayedFailures {
  /** A result for each design under which some still fail, or, if none does, one of a pass. */
  readonly results: readonly CampaignResult[];
  readonly tried: number;
  readonly failing: number;
  /** Not all were tried. */
  readonly interrupted: boolean;
  /** There is no point in looking for more: one still fails, or nobody wants to wait. */
  readonly unsettled: boolean;
  /** Hashes of those that pass now; their files are gone. */
  readonly fixed: readonly string[];
  readonly damaged: readonly InputError[];
}

/** How a store names a target; modules by their path from the project's directory, so that a checkout elsewhere means the same. */
export const targetKey = (target: TargetReference, directory = process.cwd()): string => {
  if (target.kind === 'sound') return 'sound';
  if (target.kind === 'fault') return `fault:${target.name}`;
  return `module:${relative(directory, target.file).split(sep).join('/')}`;
};

/** Runs the stored failures of a target again, and removes those that pass. */
export async function replayFailures(
  store: FailureStore,
  target: TargetReference,
  signal: AbortSignal,
): Promise<ReplayedFailures> {
  const { failures, damaged } = store.read();
  const key = targetKey(target);
  const still: FoundViolation[] = [];
  const fixed: string[] = [];
  let name = writtenName(target);
  let milliseconds = 0;
  for (const [hash, failure] of failures) {
    if (failure.target !== key) continue;
    if (signal.aborted) break;
    const replayed = await replayInWorker(failure.scenario, target, { explains: true });
    name = replayed.target;
    milliseconds += replayed.milliseconds;
    if (replayed.violation === null) {
      store.remove(hash);
      fixed.push(hash);
    } else still.push(foundAgain(failure, replayed, replayed.violation));
  }
  const tried = still.length + fixed.length;
  const interrupted = signal.aborted;
  const results = resultsOf(still, { name, milliseconds, runs: tried, interrupted });
  const failing = still.length;
  return { results, tried, failing, fixed, damaged, interrupted, unsettled: failing > 0 || interrupted };
}

const foundAgain = (
  { scenario, minimal }: StoredFailure,
  { story, explanation }: Replayed,
  violation: FoundViolation['violation'],
): FoundViolation => ({
  violation,
  scenario,
  token: tokenOf(scenario),
  story,
  ...(explanation && { explanation }),
  foundIn: operationCount(scenario.operations),
  ...NOT_SHORTENED,
  minimal,
});

interface Replays {
  readonly name: string;
  readonly milliseconds: number;
  readonly runs: number;
  readonly interrupted: boolean;
}

function resultsOf(found: readonly FoundViolation[], replays: Replays): CampaignResult[] {
  if (found.length === 0) return [resultOf([], 'kernelcore', replays)];
  const designs = [...new Set(found.map(({ scenario }) => scenario.design))];
  return designs.map((design, place) =>
    resultOf(
      found.filter(({ scenario }) => scenario.design === design),
      design,
      place === 0 ? replays : { ...replays, milliseconds: 0, runs: 0 },
    ),
  );
}

const NONE = { reached: 0, total: 0 };

/** Replays draw nothing and cover nothing worth counting. */
const resultOf = (
  violations: readonly FoundViolation[],
  design: DesignName,
  { name, milliseconds, runs, interrupted }: Replays,
): CampaignResult => ({
  verdict: violations.length > 0 ? 'violation' : interrupted ? 'inconclusive' : 'pass',
  doubts: violations.length === 0 && interrupted ? ['it was interrupted before it was done'] : [],
  target: name,
  design,
  layouts: [...new Set(violations.map(({ scenario }) => scenario.layout.name))],
  seed: 0,
  lastSeed: 0,
  runs,
  operations: violations.reduce((sum, { scenario }) => sum + operationCount(scenario.operations), 0),
  skipped: 0,
  outcomes: [],
  coverage: {
    leaves: NONE,
    transitions: { ...NONE, unreachable: 0 },
    missing: [],
    unreachable: [],
    surprises: [],
  },
  witnesses: { ...NONE, counts: [] },
  findings: [],
  decisions: { taken: 0, undecided: 0 },
  oneSided: [],
  violations,
  milliseconds,
});
