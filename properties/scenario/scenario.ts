import type { DesignName } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { OperationWords } from './words.ts';

/** A run that can be repeated: a machine, a design, and what is asked of the allocator. */
export interface Scenario {
  /** The machine. */
  readonly layout: Layout;
  /** The mirroring policy. */
  readonly design: DesignName;
  /** What is asked of the allocator, four integers an operation; see {@link operationAt}. */
  readonly operations: OperationWords;
}
