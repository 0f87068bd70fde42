import type { DesignName } from '../../spec/designs/design.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import type { Story } from '../run/story.ts';
import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Certificate } from '../shrink/searchShorter.ts';
import type { OneSided } from './bothAnswers.ts';
import type { Canary } from './canary.ts';

/** What a campaign found and what it saw. Plain data but for the scenarios. */
export interface CampaignResult {
  readonly verdict: 'pass' | 'violation' | 'inconclusive';
  /** Why a campaign without a violation proves nothing; empty unless `inconclusive`. */
  readonly doubts: readonly string[];
  readonly target: string;
  readonly design: DesignName;
  /** Names of the layouts, in the order they were tried. */
  readonly layouts: readonly string[];
  readonly seed: number;
  readonly lastSeed: number;
  readonly runs: number;
  /** Operations executed; `skipped` had lost their subject, since an earlier request was refused. */
  readonly operations: number;
  readonly skipped: number;
  readonly outcomes: readonly OutcomeCount[];
  readonly coverage: {
    readonly leaves: Reached;
    readonly transitions: Reached & { readonly unreachable: number };
    /** Transitions that can be taken and never were, as `free.cached --serveKernel--> pinned.kernel`. */
    readonly missing: readonly string[];
    /** Those that cannot be taken under this design on these machines. */
    readonly unreachable: readonly { readonly transition: string; readonly why: string }[];
    /** Those that were taken although they cannot be: the reason is wrong, and this count too low elsewhere. */
    readonly surprises: readonly { readonly transition: string; readonly why: string }[];
  };
  readonly witnesses: {
    readonly reached: number;
    readonly total: number;
    readonly counts: readonly WitnessCount[];
  };
  readonly findings: readonly FindingCount[];
  /** Decisions the oracle took, and those it could not take because the target told too little. */
  readonly decisions: { readonly taken: number; readonly undecided: number };
  /** Kinds of operations of which the oracle saw one answer only. */
  readonly oneSided: readonly OneSided[];
  /** What was not judged since the target reports nothing of it; each completes "not judged: ...". Left out before anything ran. */
  readonly silent?: readonly string[];
  /** Shows that the suite could have found something; left out if it did, and before the end. */
  readonly canary?: Canary;
  readonly violations: readonly FoundViolation[];
  readonly milliseconds: number;
}

export interface Reached {
  readonly reached: number;
  readonly total: number;
}

export interface OutcomeCount {
  readonly kind: OperationKind;
  /** `granted`, `done`, a refusal or a poison result. */
  readonly outcome: string;
  readonly count: number;
}

export interface WitnessCount {
  readonly name: string;
  readonly meaning: string;
  readonly count: number;
}

/** A legal but notable consequence of a policy or of a layout. */
export interface FindingCount {
  readonly kind: string;
  readonly sentence: string;
  readonly count: number;
}

/** What is said of a scenario that was given, and not made shorter. */
export const NOT_SHORTENED = { executions: 0, minimal: false, certificate: null, searched: 0 } as const;

export interface FoundViolation {
  readonly violation: Violation;
  /** The minimal scenario. */
  readonly scenario: Scenario;
  readonly token: string;
  readonly story: Story;
  /** Operations of the scenario that first showed it, and runs spent on making it minimal. */
  readonly foundIn: number;
  readonly executions: number;
  /** Without any one of its operations the same trouble no longer shows. */
  readonly minimal: boolean;
  /** That none of the shorter scenarios shows the trouble that were to be tried; null if not all of them could be. */
  readonly certificate: Certificate | null;
  /** Scenarios tried by the search for something shorter. */
  readonly searched: number;
}
