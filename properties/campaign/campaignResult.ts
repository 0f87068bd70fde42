import { DESIGNS } from '../../spec/designs/index.ts';
import { FINDINGS, type Finding } from '../../spec/findings.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { WITNESSES } from '../../spec/witnesses.ts';
import type { TargetFacts } from '../records/targetFacts.ts';
import { OUTCOME_NAMES, OUTCOMES, type Tally } from '../run/tally.ts';
import { type OneSided, oneSidedKinds } from './bothAnswers.ts';
import type { Canary } from './canary.ts';
import { coverageOf } from './coverage.ts';
import { doubtsAbout } from './doubts.ts';
import { meetableWitnesses, whatIsThere } from './meetable.ts';
import type { CampaignPlan } from './options.ts';
import { pageWorldOf } from './pageWorld.ts';
import type { CampaignResult, FindingCount, FoundViolation, OutcomeCount, WitnessCount } from './result.ts';
import { saysNothing, silentAbout } from './silent.ts';

/** Where a campaign is at this moment. */
export interface CampaignState {
  readonly plan: CampaignPlan;
  readonly target: TargetFacts;
  /** Of the layouts of the plan. */
  readonly maps: readonly MemoryMap[];
  /** What the target can be asked on each of them, as far as it was booted there. */
  readonly offered: readonly (readonly OperationKind[] | undefined)[];
  readonly tally: Tally;
  readonly lastSeed: number;
  readonly runs: number;
  readonly violations: readonly FoundViolation[];
  readonly interrupted: boolean;
  /** Once the campaign is over. */
  readonly canary?: Canary | undefined;
  readonly milliseconds: number;
}

/** What there is to report of a campaign. */
export function campaignResult(state: CampaignState): CampaignResult {
  const { plan, target, tally, violations } = state;
  const operations = tally.executed;
  const { skipped } = tally;
  const decisions = { taken: tally.decided, undecided: tally.undecided };
  const witnesses = witnessesOf(state);
  const outcomes = outcomeCounts(tally);
  const oneSided = oneSidedOf(state, outcomes);
  const coverage = coverageOf(tally, pageWorldOf(state.maps, DESIGNS[plan.design], target, state.offered));
  const pages = Math.max(...state.maps.map(({ frameCount }) => frameCount));
  const found = violations.length > 0;
  const doubts = found
    ? []
    : doubtsAbout(
        {
          operations,
          skipped,
          decisions,
          witnesses,
          oneSided,
          coverage,
          pages,
          saysNothing: saysNothing(tally),
          canary: state.canary,
        },
        state.interrupted,
      );
  return {
    verdict: found ? 'violation' : doubts.length > 0 ? 'inconclusive' : 'pass',
    doubts,
    target: target.name,
    design: plan.design,
    layouts: plan.layouts.map(({ name }) => name),
    seed: plan.seed,
    lastSeed: state.lastSeed,
    runs: state.runs,
    operations,
    skipped,
    outcomes,
    coverage,
    witnesses,
    findings: [...layoutFindings(state.maps), ...policyFindings(tally)],
    decisions,
    oneSided,
    silent: silentAbout(tally, target, outcomes),
    ...(found || state.canary === undefined ? {} : { canary: state.canary }),
    violations,
    milliseconds: Math.round(state.milliseconds),
  };
}

/** Outcomes that happened, by kind of operation. */
const outcomeCounts = ({ outcomes }: Tally): OutcomeCount[] =>
  OPERATION_KINDS.flatMap((kind, number) =>
    OUTCOME_NAMES.map((outcome, index) => ({
      kind,
      outcome,
      count: outcomes[number * OUTCOMES + index] ?? 0,
    })),
  ).filter(({ count }) => count > 0);

/** Of the witnesses that one of the layouts can show. */
function witnessesOf({ maps, plan, target, tally }: CampaignState): CampaignResult['witnesses'] {
  const meetable = maps.map((map) => meetableWitnesses(map, DESIGNS[plan.design], target));
  const counts = WITNESSES.flatMap(({ name, meaning }, index): WitnessCount[] => {
    const count = tally.witnesses[index] ?? 0;
    return count > 0 || meetable.some((witnesses) => witnesses[index]) ? [{ name, meaning, count }] : [];
  });
  return { reached: counts.filter(({ count }) => count > 0).length, total: counts.length, counts };
}

function oneSidedOf({ maps, plan, target }: CampaignState, outcomes: readonly OutcomeCount[]): OneSided[] {
  const there = maps.map((map) => whatIsThere(map, DESIGNS[plan.design], target));
  return oneSidedKinds(outcomes, (need) => there.some((has) => has[need]));
}

/** What boot had to say about each layout. */
const layoutFindings = (maps: readonly MemoryMap[]): FindingCount[] =>
  maps.flatMap(({ layout, findings }) =>
    findings.map(({ kind, sentence }) => ({ kind, sentence: `${layout.name}: ${sentence}`, count: 1 })),
  );

/** What the policy brought about, legally. */
function policyFindings(tally: Tally): FindingCount[] {
  const findings: readonly Finding[] = FINDINGS;
  return findings
    .map(({ kind, sentence }, index) => ({ kind, sentence, count: tally.findings[index] ?? 0 }))
    .filter(({ count }) => count > 0);
}
