import type { MessagePort } from 'node:worker_threads';
import type { Explanation } from '../explain/explanation.ts';
import type { InputFault } from '../input/inputError.ts';
import type { Observed } from '../observe/observationLog.ts';
import type { StepRecord } from '../records/stepRecord.ts';
import type { TargetFacts } from '../records/targetFacts.ts';
import type { Story } from '../run/story.ts';
import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Look, Looked } from '../score/lookFor.ts';
import type { Canary } from './canary.ts';
import type { Sighting } from './foundViolation.ts';
import type { CampaignPlan } from './options.ts';
import type { CampaignProgress } from './progress.ts';
import type { Shard } from './shard.ts';
import type { TargetReference } from './targetReference.ts';
import type { Watch } from './watch.ts';

/** What a thread is asked to do; it answers with one {@link Reply}, after any number of notes. */
export type Request = {
  readonly target: TargetReference;
  readonly watch: Watch;
} & Task;

export type Task =
  /** Walks steps of a campaign that other threads may walk with it. */
  | ({ readonly task: 'walk'; readonly plan: CampaignPlan } & LaneShare)
  /** Runs a scenario and tells its story. */
  | ({ readonly task: 'replay'; readonly scenario: Scenario } & ReplayWishes)
  /** Looks for a broken rule in one of several ways, until so many operations are executed. */
  | { readonly task: 'look'; readonly look: Look }
  /** Makes a scenario minimal on which the target falls silent. */
  | { readonly task: 'minimise'; readonly scenario: Scenario; readonly limits: SilenceLimits }
  /** Runs one scenario after another, as another thread sends them; see `Probe`. */
  | { readonly task: 'probe'; readonly mailbox: Mailbox };

/** What is to be known of a scenario beside its story. */
export interface ReplayWishes {
  /** All pages after each step. */
  readonly withPages?: boolean;
  /** What its operations and arguments are needed for, if it breaks a rule. */
  readonly explains?: boolean;
}

export interface SilenceLimits {
  /** An operation that takes longer than this is no answer. */
  readonly stallMilliseconds: number;
  /** The same while candidates are tried, where a mistake is mended by a last look. */
  readonly probeMilliseconds: number;
  /** For all candidates together. */
  readonly budgetMilliseconds: number;
}

/** What a thread has to know of those that walk the same campaign. */
export interface LaneShare {
  /** Memory of all of them; see `Turns`. */
  readonly turns: Int32Array;
  /** Steps that are done already. */
  readonly done: ReadonlySet<number>;
  readonly shard: Shard;
  readonly explains: boolean;
  /** Where each run is written down, if anybody wants to look at them. */
  readonly observed?: Observed;
}

/** What a thread says on the way. */
export type Note =
  | { readonly note: 'target'; readonly target: TargetFacts }
  /** Where it is; `record` is what its step has come to so far. */
  | {
      readonly note: 'underway';
      readonly phase: CampaignProgress['phase'];
      readonly layout: string;
      readonly record: StepRecord;
    }
  /** A rule was broken; making the scenario minimal begins now. */
  | { readonly note: 'sighting'; readonly sighting: Sighting }
  /** It is minimal; its explanation begins now, and is worth nothing if the target falls silent on it. */
  | { readonly note: 'minimal'; readonly record: StepRecord }
  /** Nothing broke a rule here. */
  | { readonly note: 'canary'; readonly canary: Canary }
  /** A step is done. */
  | { readonly note: 'step'; readonly record: StepRecord };

/** How two threads talk while neither returns to its event loop. */
export interface Mailbox {
  /** [0] scenarios sent, [1] scenarios answered. */
  readonly counters: Int32Array;
  readonly port: MessagePort;
}

export type Reply =
  | { readonly kind: 'note'; readonly note: Note }
  /** No step is left for this thread. */
  | { readonly kind: 'walked' }
  | { readonly kind: 'looked'; readonly looked: Looked }
  | { readonly kind: 'replayed'; readonly replayed: Replayed }
  | { readonly kind: 'minimised'; readonly minimised: Minimised }
  | { readonly kind: 'bad input'; readonly fault: InputFault }
  /** A mistake of zoneproof itself. */
  | { readonly kind: 'broken'; readonly what: string; readonly where: string };

export interface Replayed {
  readonly target: string;
  readonly violation: Violation | null;
  readonly story: Story;
  readonly milliseconds: number;
  readonly explanation?: Explanation;
}

export interface Minimised {
  readonly scenario: Scenario;
  readonly executions: number;
  readonly minimal: boolean;
  /** The target fell silent again; if not, nothing is proven. */
  readonly repeated: boolean;
  /** It did so when everything was answered but the questions at the end. */
  readonly atEnd: boolean;
}
