import { followLock } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';
import type { Executor } from './executors.ts';
import { SKIPPED } from './skipped.ts';

/** Memory that user space holds: it may be locked into memory, and pinned. */
export const HELD_BY_USER = CLAIMS.map(
  (claim) => claim === 'user' || claim === 'kernelMovable' || claim === 'critical',
);

const isLockable = (run: Booted, of: number): boolean =>
  run.oracle.where(of) >= 0 && HELD_BY_USER[run.oracle.state.claim[of]!] === true; // It lives, so it has a claim.

/** Locks an allocation of user space into memory. */
export const mlock: Executor = (run, _, of) => {
  if (!isLockable(run, of)) return SKIPPED;
  const { oracle, allocator } = run;
  const answer = ask(run, OPERATION.mlock, () => allocator.mlock!(oracle.where(of), oracle.orderOf(of)));
  followLock(oracle.state, of, true, answer, run.effects);
  return answer;
};

/** Takes the lock away, if there is one. */
export const munlock: Executor = (run, _, of) => {
  if (!isLockable(run, of)) return SKIPPED;
  const { oracle, allocator } = run;
  const answer = ask(run, OPERATION.munlock, () => allocator.munlock!(oracle.where(of), oracle.orderOf(of)));
  followLock(oracle.state, of, false, answer, run.effects);
  return answer;
};
