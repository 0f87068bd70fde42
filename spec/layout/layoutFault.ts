import { GEOMETRY_CHECKS } from './geometryChecks.ts';
import type { Layout } from './layout.ts';
import { RANGE_CHECKS } from './rangeChecks.ts';

/** The first thing wrong with a layout whose fields are fine one by one. */
export interface LayoutFault {
  /** The way to the field: `['ranges', 1, 'start']`. */
  readonly path: readonly (string | number)[];
  /** What would have been right. */
  readonly expected: string;
  /** What is there. */
  readonly found: string;
  /** What to try, as an imperative without a full stop. */
  readonly remedy: string;
}

/** One of the checks: the fault, if there is one. */
export type LayoutCheck = (layout: Layout) => LayoutFault | undefined;

/** Checks what the fields of a layout must fulfil together, in the order in which a reader would mend it. */
export function layoutFaultOf(layout: Layout): LayoutFault | undefined {
  for (const check of [...GEOMETRY_CHECKS, ...RANGE_CHECKS]) {
    const fault = check(layout);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
