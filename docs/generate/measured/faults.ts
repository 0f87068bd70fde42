/** How the suite found each seeded fault. Written by `npm run docs:measure`. */
export interface MeasuredFaults {
  /** Which command measured it, and on what. */
  readonly origin: string;
  readonly faults: readonly MeasuredFault[];
}

export interface MeasuredFault {
  readonly name: string;
  /** The rule that was named. */
  readonly invariant: string;
  /** The minimal scenario. */
  readonly token: string;
  readonly seed: number;
  /** Operations until it was seen. */
  readonly operations: number;
  /** Operations of the scenario in which it was seen at first. */
  readonly foundIn: number;
  /** Runs that made it minimal. */
  readonly executions: number;
  /** Without any one of its operations nothing fails. */
  readonly minimal: boolean;
  /** Time of the processor to find it and to make it minimal, on the machine named in the origin. */
  readonly milliseconds: number;
}
