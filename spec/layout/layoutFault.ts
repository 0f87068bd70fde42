import { GEOMETRY_CHECKS } from './geometryChecks.ts';
import type { Layout } from './layout.ts';
import { RANGE_CHECKS } from './rangeChecks.ts';

/** The first thing wrong with a layout whose fields are fine one by one. */
export interface LayoutFault {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly found: string;
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
