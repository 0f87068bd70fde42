import { OPERATION, OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { deflate, inflate } from './askBalloon.ts';
import { releaseRange, reserveRange } from './askBoot.ts';
import { compact } from './askCompact.ts';
import { collapse, split, unmapPart } from './askHugePages.ts';
import { inject } from './askInject.ts';
import { isolate, unisolate } from './askIsolation.ts';
import { mlock, munlock } from './askLock.ts';
import { migrate } from './askMigrate.ts';
import { breakMirror, expandMirror, upgrade } from './askMirror.ts';
import { add, remove } from './askPlug.ts';
import { poolEmpty, poolGet, poolPut } from './askPool.ts';
import { kswapd, setWatermarks } from './askPressure.ts';
import { cmaAllocate, cmaRelease, contigAllocate, contigFree } from './askRange.ts';
import { getRef, putRef } from './askReference.ts';
import { replace } from './askReplace.ts';
import { askSetRetries } from './askSetRetries.ts';
import { beginOffline, commit, rollback, step } from './askSteps.ts';
import { unpoison } from './askUnpoison.ts';
import type { Booted } from './booted.ts';

/**
 * Asks the target one operation of a kind, and the oracle what it thinks of the answer. The last three are the words of the
 * operation behind its kind.
 *
 * @param handle the number under which an allocation is remembered
 * @returns the answer, or SKIPPED
 */
export type Executor = (run: Booted, handle: number, one: number, two: number, three: number) => number;

/** Kinds beyond those that `execute` knows by heart. */
const executors: Partial<Record<OperationKind, Executor>> = {
  setRetries: askSetRetries,
  poolGet,
  poolPut,
  poolEmpty,
  reserveRange,
  releaseRange,
  add,
  remove,
  mlock,
  munlock,
  getRef,
  putRef,
  migrate,
  unmapPart,
  split,
  collapse,
  inflate,
  deflate,
  isolate,
  setWatermarks,
  kswapd,
  unisolate,
  contigAllocate,
  contigFree,
  inject,
  cmaAllocate,
  cmaRelease,
  breakMirror,
  expandMirror,
  unpoison,
  upgrade,
  beginOffline,
  step,
  commit,
  rollback,
  replace,
  compact,
};

/** By number of the operation kind. */
export const EXECUTORS: readonly (Executor | undefined)[] = OPERATION_KINDS.map((kind) => executors[kind]);

const BY_HEART: readonly OperationKind[] = OPERATION_KINDS.slice(0, OPERATION.drain + 1);

/** Kinds that can be asked at all. */
export const EXECUTABLE: readonly OperationKind[] = OPERATION_KINDS.filter(
  (kind) => BY_HEART.includes(kind) || executors[kind],
);
