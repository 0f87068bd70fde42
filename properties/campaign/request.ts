import type { MessagePort } from 'node:worker_threads';
import type { InputFault } from '../input/inputError.ts';
import type { Story } from '../run/story.ts';
import type { Violation } from '../run/violation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { CampaignPlan } from './options.ts';
import type { CampaignProgress } from './progress.ts';
import type { CampaignResult } from './result.ts';
import type { TargetReference } from './targetReference.ts';
import type { Watch } from './watch.ts';

/** What a thread is asked to do; it answers with one {@link Reply}, after any number of progress reports. */
export type Request = {
  readonly target: TargetReference;
  readonly watch: Watch;
} & Task;

export type Task =
  | { readonly task: 'campaign'; readonly plan: CampaignPlan }
  /** Runs a scenario and tells its story. */
  | { readonly task: 'replay'; readonly scenario: Scenario }
  /** Makes a scenario minimal on which the target falls silent. */
  | { readonly task: 'minimise'; readonly scenario: Scenario; readonly limits: SilenceLimits }
  /** Runs one scenario after another, as another thread sends them; see `Probe`. */
  | { readonly task: 'probe'; readonly mailbox: Mailbox };

export interface SilenceLimits {
  /** An operation that takes longer than this is no answer. */
  readonly stallMilliseconds: number;
  /** The same while candidates are tried, where a mistake is mended by a last look. */
  readonly probeMilliseconds: number;
  /** For all candidates together. */
  readonly budgetMilliseconds: number;
}

/** How two threads talk while neither returns to its event loop. */
export interface Mailbox {
  /** [0] scenarios sent, [1] scenarios answered. */
  readonly counters: Int32Array;
  readonly port: MessagePort;
}

export type Reply =
  | { readonly kind: 'progress'; readonly progress: CampaignProgress }
  | { readonly kind: 'result'; readonly result: CampaignResult }
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
