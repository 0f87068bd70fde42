import type { Allocator, Target } from '../../spec/allocator.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { Effects } from '../../spec/operations/effects.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { EXECUTABLE } from './executors.ts';

/** Methods that are called otherwise than the operation. */
const METHODS: Partial<Record<OperationKind, string>> = { poisonOf: 'poison' };

/** Kinds that the allocator of boot is asked. */
const BOOT_KINDS: readonly OperationKind[] = ['reserveRange', 'releaseRange'];

/**
 * What a target can be asked: what it declares, or else what its allocator has a method for, but for what could not be given
 * back. A target that does not even boot is taken to be able to do everything, and fails when it is run.
 */
export function operationsOf(target: Target, map: MemoryMap, design: Design): readonly OperationKind[] {
  if (target.operations) return withAnEnd(target.operations.filter((kind) => EXECUTABLE.includes(kind)));
  const known = asked.get(target)?.get(map);
  if (known) return known;
  const offered = withAnEnd(methodsOf(target, map, design));
  if (!asked.has(target)) asked.set(target, new WeakMap());
  asked.get(target)?.set(map, offered);
  return offered;
}

/** What gives something away that a run must get back at its end, and how. */
const ENDED_BY: Partial<Record<OperationKind, OperationKind>> = {
  getRef: 'putRef',
  contigAllocate: 'contigFree',
  cmaAllocate: 'cmaRelease',
};

/** Without those that nothing ends. */
function withAnEnd(kinds: readonly OperationKind[]): readonly OperationKind[] {
  return kinds.filter((kind) => {
    const end = ENDED_BY[kind];
    return end === undefined || kinds.includes(end);
  });
}

/** A boot is dear on a large machine, and a campaign asks often. */
const asked = new WeakMap<Target, WeakMap<MemoryMap, readonly OperationKind[]>>();

function methodsOf(target: Target, map: MemoryMap, design: Design): readonly OperationKind[] {
  let allocator: Allocator;
  try {
    allocator = target.boot(map, design, new Effects());
  } catch {
    return EXECUTABLE;
  }
  const methods = allocator as unknown as Readonly<Record<string, unknown>>;
  return EXECUTABLE.filter((kind) =>
    BOOT_KINDS.includes(kind)
      ? target.bootAllocator !== undefined
      : typeof methods?.[METHODS[kind] ?? kind] === 'function',
  );
}
