import type { PageAllocator } from '../../impl/pageAllocator.ts';
import { soundTarget } from '../../impl/target.ts';
import { machine } from '../../model/testing/machines.ts';
import type { Allocator, Target } from '../../spec/allocator.ts';
import type { Design, DesignName } from '../../spec/designs/design.ts';
import type { Invariant } from '../../spec/invariants/invariant.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { brokenTarget } from '../faults/fault.ts';

/**
 * A way in which an oracle becomes vacuous: an allocator that lives off one lax clause, and the rule by which this oracle
 * catches it. Each is a fault that no single answer gives away to someone who believes what he is told.
 */
export interface Trap {
  /** What a lax oracle tells itself. */
  readonly excuse: string;
  readonly invariant: Invariant['id'];
  readonly target: Target;
  /** The same habits without the fault: passes. */
  readonly honest: Target;
  readonly operations: readonly Operation[];
  readonly layout: Layout;
  readonly design: DesignName;
}

/** Mirrored ZONE_NORMAL below 32, ZONE_MOVABLE above, no marks. */
const PLAIN = machine('M0-32 U32-64');

type Class = new (map: MemoryMap, design: Design, effects: Effects) => PageAllocator;

/** A trap for the sound allocator with one method replaced. */
export const trap = (
  excuse: string,
  invariant: Invariant['id'],
  Broken: Class,
  operations: readonly Operation[],
  more: Partial<Pick<Trap, 'layout' | 'design'>> = {},
): Trap => ({
  excuse,
  invariant,
  target: brokenTarget(excuse, Broken),
  honest: soundTarget,
  operations,
  layout: PLAIN,
  design: 'kernelcore',
  ...more,
});

/** The same for an allocator that does not tell of its private lists. */
export const quietTrap = (...args: Parameters<typeof trap>): Trap => {
  const loud = trap(...args);
  return { ...loud, target: quiet(loud.target), honest: quiet(loud.honest) };
};

/** A target whose private lists are nobody's business. */
export const quiet = (target: Target): Target => ({
  ...target,
  reportsCache: false,
  boot(map, design, effects): Allocator {
    const hush = () => {};
    Object.assign(effects, { took: hush, putBack: hush, cached: hush });
    return target.boot(map, design, effects);
  },
});

/** `allocate(user)`, `allocate(kernel, 3)`. */
export const allocate = (name: string, order = 0): Operation => ({
  kind: 'allocate',
  order,
  class: name,
  node: 0,
  cpu: 0,
});
