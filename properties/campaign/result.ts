import type { DesignName } from '../../spec/designs/design.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { Story } from '../run/story.ts';
import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Certificate } from '../shrink/searchShorter.ts';
import type { OneSided } from './bothAnswers.ts';
import type { Canary } from './canary.ts';

/** What a campaign found and what it saw. Plain data but for the scenarios. */
export interface CampaignResult {
  /** A rule was broken; none was; or so little was seen that this proves nothing. */
  readonly verdict: 'pass' | 'violation' | 'inconclusive';
  /** Why a campaign without a violation proves nothing; empty unless `inconclusive`. */
  readonly doubts: readonly string[];
  /** Name of the allocator, as it calls itself. */
  readonly target: string;
  /** The mirroring policy it was checked under. */
  readonly design: DesignName;
  /** Names of the layouts, in the order they were tried. */
  readonly layouts: readonly string[];
  /** Where the generator started. */
  readonly seed: number;
  /** Seed of the last step that was begun. */
  readonly lastSeed: number;
  /** Scenarios that were run from boot to the questions of the end. */
  readonly runs: number;
  /** Operations executed. */
  readonly operations: number;
  /** Operations that were not asked, since they had lost their subject: an earlier request was refused. */
  readonly skipped: number;
  /** How often each kind of operation ended in each way. */
  readonly outcomes: readonly OutcomeCount[];
  /** How much of the machines the runs have walked. */
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
  /** Situations that a good campaign meets, and how often this one did. */
  readonly witnesses: {
    readonly reached: number;
    readonly total: number;
    readonly counts: readonly WitnessCount[];
  };
  /** What was legal and yet worth knowing. */
  readonly findings: readonly FindingCount[];
  /** Decisions the oracle took, and those it could not take because the target told too little. */
  readonly decisions: { readonly taken: number; readonly undecided: number };
  /** Kinds of operations of which the oracle saw one answer only. */
  readonly oneSided: readonly OneSided[];
  /** What was not judged since the target reports nothing of it; each completes "not judged: ...". Left out before anything ran. */
  readonly silent?: readonly string[];
  /** Shows that the suite could have found something; left out if it did, and before the end. */
  readonly canary?: Canary;
  /** What broke a rule, made minimal; empty unless the verdict says so. */
  readonly violations: readonly FoundViolation[];
  /** Wall-clock time of the campaign. */
  readonly milliseconds: number;
}

/** How much of something was reached. */
export interface Reached {
  /** Of {@link Reached.total}. */
  readonly reached: number;
  /** All that can be reached. */
  readonly total: number;
}

/** How often a kind of operation ended in one way. */
export interface OutcomeCount {
  /** The kind of operation. */
  readonly kind: OperationKind;
  /** `granted`, `done`, a refusal or a poison result. */
  readonly outcome: string;
  /** Times in this campaign. */
  readonly count: number;
}

/** How often a situation was met. */
export interface WitnessCount {
  /** Its name in {@link WITNESSES}. */
  readonly name: string;
  /** What was met, in one sentence. */
  readonly meaning: string;
  /** Times in this campaign; 0 if it could have been met and was not. */
  readonly count: number;
}

/** A legal but notable consequence of a policy or of a layout. */
export interface FindingCount {
  /** Its kind in {@link FINDINGS}, or the kind of a finding about a layout. */
  readonly kind: string;
  /** What happened, in one sentence. */
  readonly sentence: string;
  /** Times in this campaign; 1 for a finding about a layout. */
  readonly count: number;
}

/** What is said of a scenario that was given, and not made shorter. */
export const NOT_SHORTENED = {
  executions: 0,
  minimal: false,
  certificate: null,
  searched: 0,
  searchedSince: 0,
} as const;

/** A broken rule with the shortest scenario that shows it. */
export interface FoundViolation {
  /** The rule, and what happened. */
  readonly violation: Violation;
  /** The minimal scenario. */
  readonly scenario: Scenario;
  /** The scenario as one word, for `zoneproof replay`. */
  readonly token: string;
  /** What model and target said, step by step. */
  readonly story: Story;
  /** Operations of the scenario that first showed it. */
  readonly foundIn: number;
  /** Runs that were spent on making it minimal. */
  readonly executions: number;
  /** Without any one of its operations the same trouble no longer shows. */
  readonly minimal: boolean;
  /** That none of the shorter scenarios shows the trouble that were to be tried; null if not all of them could be. */
  readonly certificate: Certificate | null;
  /** Scenarios tried by the search for something shorter. */
  readonly searched: number;
  /** How many of them were tried since the scenario is as short as it is. */
  readonly searchedSince: number;
  /** What its operations and arguments are needed for; left out if that was not asked, or there are too many. */
  readonly explanation?: Explanation;
}
