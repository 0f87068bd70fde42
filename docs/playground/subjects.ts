import {
  KEPT_BY_HYPERVISOR,
  KEPT_BY_OWNER,
  KEPT_BY_REFERENCE,
  type WorldState,
} from '../../model/oracle/state.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import type { Operation, OperationKind } from '../../spec/operations/operation.ts';

/** An allocation that an operation may be about. */
export interface Subject {
  /** Place of the operation that made it. */
  readonly number: number;
  /** `#2 allocate(order 0, user, node 0, cpu 0) at 0x20`. */
  readonly says: string;
}

/** What of all that is alive an operation of a kind can be about, in the order in which it was made. */
export function subjectsFor(kind: OperationKind, s: WorldState, operations: readonly Operation[]): Subject[] {
  const suits = SUITS[kind] ?? isOwned;
  return operations.flatMap((operation, number): Subject[] => {
    if (!suits(s, number, operation)) return [];
    const pfn = firstOf(s, number);
    const place = pfn < 0 ? '' : ` at 0x${pfn.toString(16)}`;
    return [{ number, says: `${describeOperation(operation, number)}${place}` }];
  });
}

type Suits = (s: WorldState, handle: number, operation: Operation) => boolean;

const firstOf = (s: WorldState, handle: number): number =>
  Math.max(s.at[handle] ?? -1, s.rangeAt[handle] ?? -1);

const isOwned: Suits = (s, handle) => (s.at[handle] ?? -1) >= 0 && s.kept[handle] === KEPT_BY_OWNER;

/** Kinds that are about something else than an allocation in the hands of its owner. */
const SUITS: Partial<Record<OperationKind, Suits>> = {
  free: (s, handle, operation) => isOwned(s, handle, operation) && !hasPins(s, handle),
  unpin: (s, handle, operation) => isOwned(s, handle, operation) && hasPins(s, handle),
  munlock: (s, handle, operation) => isOwned(s, handle, operation) && s.locked[handle] === 1,
  poisonOf: (s, handle) => (s.at[handle] ?? -1) >= 0,
  putRef: (s, handle) => (s.at[handle] ?? -1) >= 0 && (s.references[handle] ?? 0) > 0,
  getRef: (s, handle) =>
    (s.at[handle] ?? -1) >= 0 && (s.kept[handle] === KEPT_BY_OWNER || s.kept[handle] === KEPT_BY_REFERENCE),
  deflate: (s, handle) => (s.at[handle] ?? -1) >= 0 && s.kept[handle] === KEPT_BY_HYPERVISOR,
  contigFree: (s, handle, { kind }) => kind === 'contigAllocate' && (s.rangeAt[handle] ?? -1) >= 0,
  cmaRelease: (s, handle, { kind }) => kind === 'cmaAllocate' && (s.rangeAt[handle] ?? -1) >= 0,
  releaseRange: (_, __, { kind }) => kind === 'reserveRange',
};

const hasPins = (s: WorldState, handle: number): boolean =>
  (s.shortPins[handle] ?? 0) + (s.longPins[handle] ?? 0) > 0;
