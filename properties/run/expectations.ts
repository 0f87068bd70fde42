import { BootOracle } from '../../model/index.ts';
import {
  areAlike,
  expectCmaAllocate,
  expectCmaRelease,
  expectContigAllocate,
  expectPutRef,
  firstWritten,
  mayMove,
  openBlock,
  unpoisonAnswer,
  wouldBeDeferred,
} from '../../model/oracle/index.ts';
import { BLOCK_ONLINE, type WorldState } from '../../model/oracle/state.ts';

import { OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { refusalName } from '../../spec/operations/outcome.ts';
import { zoneId } from '../../spec/zones/zone.ts';
import type { Booted } from './booted.ts';

/** What the model would accept, in words; the last three are the words of the operation behind its kind. */
export type Expectation = (run: Booted, one: number, two: number, three: number) => string;

/** For the kinds that have an executor of their own. */
const expectations: Partial<Record<OperationKind, Expectation>> = {
  reserveRange: ({ early, map, design }, how, pages, node) =>
    (early?.oracle ?? new BootOracle(map.layout, design)).expectation({
      pages,
      align: how & 255,
      node,
      exact: how >> 8 === 1,
    }),
  mlock: ({ oracle }, of) => (oracle.where(of) < 0 ? 'nothing to lock' : 'DONE, nothing else changes'),
  munlock: ({ oracle }, of) => (oracle.where(of) < 0 ? 'nothing to unlock' : 'DONE, nothing else changes'),
  getRef: ({ oracle }, of) => (oracle.where(of) < 0 ? 'nothing to reference' : 'DONE: it stays where it is'),
  putRef: ({ oracle }, of) => expectPutRef(oracle.state, of),
  migrate: ({ oracle }, of) => {
    if (oracle.where(of) < 0) return 'nothing to move';
    return mayMove(oracle.state, of) ? 'moved, if there is a place' : 'BUSY: it must stay where it is';
  },
  contigAllocate: ({ oracle }, pfn, pages) => expectContigAllocate(oracle.state, pfn, pages),
  cmaAllocate: ({ oracle }, area, pages, align) => expectCmaAllocate(oracle.state, area, pages, align),
  cmaRelease: ({ oracle }, of) => expectCmaRelease(oracle.state, of),
  contigFree: ({ oracle }, of) => ((oracle.state.rangeAt[of] ?? -1) < 0 ? 'no range to free' : 'DONE'),
  inflate: () => 'a page that somebody may move, or NO_MEMORY',
  deflate: ({ oracle }, of) => (oracle.isLent(of) ? 'DONE: the page is free' : 'nothing to return'),
  unmapPart: ({ oracle }, of) =>
    oracle.where(of) < 0 ? 'nothing to unmap' : 'DONE and queued, if it has more than two pages of a user',
  split: ({ oracle }, of) => {
    if (oracle.where(of) < 0) return 'nothing to split';
    return mayMove(oracle.state, of)
      ? 'two halves, if it is a block of a user'
      : 'BUSY, INVALID, or two halves';
  },
  collapse: ({ oracle }, of, other) => {
    if (oracle.where(of) < 0 || oracle.where(other) < 0) return 'nothing to put together';
    return areAlike(oracle.state, of, other)
      ? 'one block, if there is room and nobody holds them'
      : 'INVALID';
  },
  breakMirror: ({ oracle }, block) =>
    isOnline(oracle.state, block) ? 'DONE: every page stays' : 'NOT_ONLINE',
  expandMirror: ({ oracle: { state } }, block) => {
    if (!state.inForce || !state.design.expands)
      return 'NOT_PERMITTED: the mirror of this design does not grow';
    return isOnline(state, block) ? 'DONE: every page stays' : 'NOT_ONLINE';
  },
  replace: ({ oracle: { state } }, block) => {
    if (!isOnline(state, block)) return 'NOT_ONLINE';
    return firstWritten(state, block) < 0 ? 'DONE: only marks of errors go' : 'BUSY: a device may write it';
  },
  setWatermarks: () => 'DONE, and the marks follow',
  compact: ({ oracle: { state } }, node, zone, order) => {
    if (state.managed[zoneId(node, zone)] === 0) return 'skipped: the zone has no pages';
    return wouldBeDeferred(state, zoneId(node, zone), order)
      ? 'deferred: it found nothing before'
      : 'moves upwards until there is a block, or nothing is left to move';
  },
  kswapd: () => 'pages dropped until each zone has more free than its high mark',
  beginOffline: ({ oracle }) => (openBlock(oracle.state) >= 0 ? 'BUSY: one is under way' : 'as an offlining'),
  step: ({ oracle }) => (openBlock(oracle.state) < 0 ? 'INVALID' : 'pages that moved, or what is in the way'),
  commit: ({ oracle }) =>
    openBlock(oracle.state) < 0 ? 'INVALID' : 'DONE, or BUSY with what is still in use',
  rollback: ({ oracle }) => (openBlock(oracle.state) < 0 ? 'INVALID' : 'DONE'),
  unpoison: ({ oracle }, pfn) => {
    const answer = unpoisonAnswer(oracle.state, pfn);
    return refusalName(answer) ?? 'DONE';
  },
  upgrade: ({ oracle: { state } }, owner, privilege) => {
    if (owner === 0) return 'INVALID: the kernel is no process';
    if (!state.inForce || !state.design.criticalRequests || privilege === 0) return 'NOT_PERMITTED';
    return 'DONE with all it maps in the mirror, or BUSY or NO_MEMORY because of a page that is not';
  },
  releaseRange: ({ early }, of) => (early?.oracle.where(of) ? 'DONE' : 'nothing to give back'),
};

const isOnline = ({ memoryBlock }: WorldState, block: number): boolean => memoryBlock[block]! >= BLOCK_ONLINE;

/** By number of the operation kind. */
export const EXPECTATIONS: readonly (Expectation | undefined)[] = OPERATION_KINDS.map(
  (kind) => expectations[kind],
);
