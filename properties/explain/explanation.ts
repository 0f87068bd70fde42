/**
 * What a failing scenario needs to fail, found by running scenarios that differ from it in one thing: one operation left out, or one
 * argument with another value. Plain data; the words are made where it is shown.
 */
export interface Explanation {
  /** All operations of the scenario, in order. */
  readonly operations: readonly OperationRole[];
  /** The scenario that differs least among those that break no rule; null if each that was run broke one. */
  readonly neighbour: Neighbour | null;
  /** Runs that this took. */
  readonly executions: number;
  /** Everything that was to be run was run; if not, nothing is said of what was not. */
  readonly complete: boolean;
}

/**
 * How a run ends that differs in one thing: the same trouble; the same rule, but among the operations of the scenario in place of the
 * questions of the end, or the other way round; no trouble; or another rule by its number.
 */
export type Ending = 'same' | 'same elsewhere' | 'passes' | `INV-${number}`;

/** What one operation is there for. */
export interface OperationRole {
  /** Its place in the scenario. */
  readonly number: number;
  /** How the run ends without it; null if that was not tried. */
  readonly without: Ending | null;
  /** Operations that go with it, since they are about what it makes. */
  readonly dependents: readonly number[];
  /** What the sides say then of the operation that showed the violation; null if it is gone, or not reached. */
  readonly saidThen: Said | null;
  /** Its arguments, those left out that can have one value only. */
  readonly arguments: readonly ArgumentRole[];
}

/** What one argument is there for. */
export interface ArgumentRole {
  /** `order`, `node`, or `of` for the allocation that the operation is about. */
  readonly name: string;
  /** Its value in the failing scenario. */
  readonly value: ArgumentValue;
  /** Other values that show the same trouble, the nearest first. */
  readonly same: readonly ArgumentValue[];
  /** Those that break no rule. */
  readonly passes: readonly ArgumentValue[];
  /** Those that break another rule. */
  readonly breaksOther: readonly { readonly value: ArgumentValue; readonly invariant: string }[];
  /** No other value is legal on this machine. */
  readonly isAll: boolean;
}

/** A word where the argument has names, else a number. */
export type ArgumentValue = string | number;

/** A scenario that breaks no rule, and what is different in it. */
export interface Neighbour {
  /** In what it differs. */
  readonly change: Change;
  /** The whole of it, for `zoneproof replay`. */
  readonly token: string;
  /** Where the sides say something else than in the failing run, in order; all other answers are the same. */
  readonly differences: readonly Difference[];
}

/** One thing in which a scenario differs from the failing one: the value of an argument, or operations that are left out. */
export type Change =
  | {
      readonly kind: 'argument';
      /** Place of the operation. */
      readonly operation: number;
      readonly name: string;
      readonly from: ArgumentValue;
      readonly to: ArgumentValue;
    }
  | { readonly kind: 'left out'; readonly operations: readonly number[] };

/** One operation in both runs. */
export interface Difference {
  /** Its place in the failing scenario; questions of the end are counted behind the last. */
  readonly number: number;
  /** What both sides say in the failing run. */
  readonly failing: Said;
  /** Null for a question of the end, which is answered without an objection there. */
  readonly passing: Said | null;
}

/** What both sides say of an operation. */
export interface Said {
  /** What the model allows. */
  readonly model: string;
  /** What the target answers and does. */
  readonly target: string;
}
