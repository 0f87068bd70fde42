import type { DesignName } from '../../spec/designs/design.ts';
import type { CmaCarrier, Layout } from '../../spec/layout/layout.ts';
import type { Violation } from '../run/violation.ts';
import type { Measures } from './measures.ts';

/** What to run under every design. */
export interface ComparisonPlan {
  readonly layouts: readonly Layout[];
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** Stop after so many operations were drawn. Default 200,000. */
  readonly operations?: number;
  /** Stop after so many seconds instead. */
  readonly seconds?: number;
  /** Boots every layout with this carrier of CMA areas; the scenarios are those of the layouts as they are. */
  readonly cma?: CmaCarrier;
}

/** How one design fared on the scenarios that all were given. */
export interface DesignScore {
  readonly design: DesignName;
  readonly title: string;
  operations: number;
  /** Operations whose subject did not exist, since a request before was refused. */
  skipped: number;
  readonly measures: Measures;
}

export interface Comparison {
  /** Those that had a scenario. */
  readonly layouts: readonly string[];
  /** Those whose turn never came. */
  readonly untried: readonly string[];
  /** What carried CMA areas, if not what the layouts say. */
  readonly cma: CmaCarrier | null;
  readonly seed: number;
  readonly scenarios: number;
  /** Operations drawn; each design was given all of them. */
  readonly operations: number;
  readonly designs: readonly DesignScore[];
  /** A rule broken by the sound allocator: the comparison ends, and means nothing. */
  readonly violation: (Violation & { readonly design: DesignName }) | null;
  readonly interrupted: boolean;
  readonly milliseconds: number;
}
