import type { Replayed } from '../../properties/campaign/request.ts';
import type { TargetReference } from '../../properties/campaign/targetReference.ts';
import type { Scenario } from '../../properties/scenario/scenario.ts';

/** What a scenario in another language is made of. */
export interface Emitted {
  readonly scenario: Scenario;
  readonly token: string;
  readonly hash: string;
  /** What happened when it was run. */
  readonly replayed: Pick<Replayed, 'target' | 'violation' | 'story'>;
  readonly target: TargetReference;
  /** The folder that the text will be in: imports are relative to it. */
  readonly folder: string;
  /** Version of zoneproof. */
  readonly version: string;
}
