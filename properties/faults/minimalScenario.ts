import { MINIMAL } from './minimal.ts';

/** The shortest scenario that a campaign made of a seeded fault, kept so that tests can repeat it without looking for it again. */
export interface MinimalScenario {
  /** The rule it breaks. */
  readonly invariant: string;
  readonly token: string;
  /** Nothing shorter shows the fault, and nothing as short comes before it: whoever finds it on this machine ends here. */
  readonly proven: boolean;
}

/** The scenario kept of a fault; undefined if it has none that is short enough to keep. */
export const minimalScenarioOf = (name: string): MinimalScenario | undefined =>
  Object.hasOwn(MINIMAL, name) ? MINIMAL[name] : undefined;
