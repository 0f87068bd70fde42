import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import {
  ALL_CPUS,
  FAILURE_POINTS,
  type FailurePoint,
  MEMORY_ERRORS,
  type MemoryError,
  ONLINE_TARGETS,
  type OnlineTarget,
  PIN_TERMS,
  type PinTerm,
} from '../../spec/operations/arguments.ts';
import { type EffectKind, Effects } from '../../spec/operations/effects.ts';
import { DONE, POISON_RECOVERED } from '../../spec/operations/outcome.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { ZONE_MOVABLE } from '../../spec/zones/zone.ts';
import { followInject } from '../oracle/failurePoints.ts';
import { followDeflate, followInflate } from '../oracle/followBalloon.ts';
import { followCollapse } from '../oracle/followCollapse.ts';
import { followCompact } from '../oracle/followCompact.ts';
import { followKswapd } from '../oracle/followKswapd.ts';
import { followLock } from '../oracle/followLock.ts';
import { followMigrate } from '../oracle/followMigrate.ts';
import { followBreakMirror, followExpandMirror } from '../oracle/followMirror.ts';
import { followAdd, followRemove } from '../oracle/followPlug.ts';
import { followPoolEmpty, followPoolGet, followPoolPut } from '../oracle/followPool.ts';
import { followGetRef, followPutRef } from '../oracle/followReference.ts';
import { followReplace } from '../oracle/followReplace.ts';
import { followSetRetries } from '../oracle/followSetRetries.ts';
import { followSetWatermarks } from '../oracle/followSetWatermarks.ts';
import { followSplit, followUnmapPart } from '../oracle/followSplit.ts';
import { followBeginOffline, followCommit, followRollbackTask, followStep } from '../oracle/followSteps.ts';
import { followUnpoison } from '../oracle/followUnpoison.ts';
import { followUpgrade } from '../oracle/followUpgrade.ts';
import { Objection } from '../oracle/objection.ts';
import { Oracle } from '../oracle/oracle.ts';
import { ANY_CPU, type TargetHabits, type WorldState } from '../oracle/state.ts';

/** `['moved', 32, 8]`: an effect as a test writes it. */
export type Effect = readonly [kind: EffectKind, first: number, second?: number];

/** What an allocator told beside the answer, and what was asked beside the usual. */
interface Told {
  readonly order?: number;
  readonly node?: number;
  readonly owner?: number;
  readonly cpu?: number;
  readonly effects?: readonly Effect[];
}

/** Mobility is left out unless a test is about it: at boot every pageblock is movable, and kernel requests would have to claim. */
const HABITS: TargetHabits = {
  keepsWatermarks: true,
  groupsByMobility: false,
  reportsCache: true,
  reportsNotifiers: false,
  reportsClearing: true,
};
const ROOM = 256;

/** One machine and its oracle, which is told by hand what an allocator answered and did. */
export class Scene {
  readonly oracle: Oracle;
  /** What an earlier operation left behind the end of the log; unless a test says so, the last record once more. */
  behind: readonly Effect[] | null = null;
  readonly #effects = new Effects();
  #handles = 0;

  constructor(
    layout: Layout,
    design: keyof typeof DESIGNS = 'kernelcore',
    habits: Partial<TargetHabits> = {},
  ) {
    this.oracle = new Oracle(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], { ...HABITS, ...habits });
    this.reset();
  }

  reset(): void {
    this.oracle.reset(ROOM);
    this.#handles = 0;
  }

  get state(): WorldState {
    return this.oracle.state;
  }

  /** @returns the name of the allocation, if it was granted */
  allocate(
    request: string,
    answer: number,
    { order = 0, node = 0, effects = [], owner = 0, cpu = ANY_CPU }: Told = {},
  ): number {
    const handle = this.#handles++;
    this.oracle.allocate(
      handle,
      requestClassNumber(request),
      order,
      node,
      answer,
      this.#log(effects),
      cpu,
      owner,
    );
    return handle;
  }

  free(handle: number, effects: readonly Effect[] = [], answer = DONE, cpu: number = ANY_CPU): void {
    this.oracle.free(handle, answer, this.#log(effects), cpu);
  }

  pin(handle: number, term: PinTerm, answer: number, effects: readonly Effect[] = []): void {
    this.oracle.pin(handle, PIN_TERMS.indexOf(term), answer, this.#log(effects));
  }

  unpin(handle: number, term: PinTerm, answer = DONE, effects: readonly Effect[] = []): void {
    this.oracle.unpin(handle, PIN_TERMS.indexOf(term), answer, this.#log(effects));
  }

  reclaim(
    pages: number,
    answer: number,
    effects: readonly Effect[] = [],
    ceiling: number = ZONE_MOVABLE,
  ): void {
    this.oracle.reclaim(pages, 0, ceiling, answer, this.#log(effects));
  }

  offline(block: number, answer: number, effects: readonly Effect[] = []): void {
    this.oracle.offline(block, answer, this.#log(effects));
  }

  beginOffline(block: number, answer: number, effects: readonly Effect[] = []): void {
    followBeginOffline(this.state, this.oracle.book, block, answer, this.#log(effects));
  }

  step(answer: number, effects: readonly Effect[] = []): void {
    followStep(this.state, this.oracle.book, answer, this.#log(effects));
  }

  commit(answer: number, effects: readonly Effect[] = []): void {
    followCommit(this.state, answer, this.#log(effects));
  }

  rollback(answer: number, effects: readonly Effect[] = []): void {
    followRollbackTask(this.state, answer, this.#log(effects));
  }

  online(block: number, to: OnlineTarget, answer: number, effects: readonly Effect[] = []): void {
    this.oracle.online(block, ONLINE_TARGETS.indexOf(to), answer, this.#log(effects));
  }

  add(block: number, answer: number, effects: readonly Effect[] = []): void {
    followAdd(this.state, block, answer, this.#log(effects));
  }

  remove(block: number, answer: number, effects: readonly Effect[] = []): void {
    followRemove(this.state, block, answer, this.#log(effects));
  }

  unpoison(pfn: number, answer: number, effects: readonly Effect[] = []): void {
    followUnpoison(this.state, pfn, answer, this.#log(effects));
  }

  inject(point: FailurePoint, count: number, answer: number = DONE, effects: readonly Effect[] = []): void {
    followInject(this.state, FAILURE_POINTS.indexOf(point), count, answer, this.#log(effects));
  }

  poison(pfn: number, error: MemoryError, answer: number, effects: readonly Effect[] = []): void {
    this.oracle.poison(pfn, MEMORY_ERRORS.indexOf(error), answer, this.#log(effects));
  }

  breakMirror(block: number, answer: number, effects: readonly Effect[] = []): void {
    followBreakMirror(this.state, block, answer, this.#log(effects));
  }

  upgrade(owner: number, answer: number, effects: readonly Effect[] = [], privilege = 1): void {
    followUpgrade(this.state, this.oracle.book, owner, privilege, answer, this.#log(effects));
  }

  replace(block: number, answer: number, effects: readonly Effect[] = []): void {
    followReplace(this.state, block, answer, this.#log(effects));
  }

  expandMirror(block: number, answer: number, effects: readonly Effect[] = []): void {
    followExpandMirror(this.state, block, answer, this.#log(effects));
  }

  drain(effects: readonly Effect[] = [], answer = DONE, cpu: number = ALL_CPUS): void {
    this.oracle.drain(cpu, answer, this.#log(effects));
  }

  mlock(handle: number, locked = true, answer = DONE): void {
    followLock(this.state, handle, locked, answer, this.#log([]));
  }

  getRef(handle: number, answer = DONE): void {
    followGetRef(this.state, handle, answer, this.#log([]));
  }

  putRef(handle: number, effects: readonly Effect[] = [], answer = DONE): void {
    followPutRef(this.state, handle, answer, this.#log(effects));
  }

  isolate(pageblock: number, answer: number, effects: readonly Effect[] = []): void {
    this.oracle.isolate(pageblock, answer, this.#log(effects));
  }

  unisolate(pageblock: number, answer: number, effects: readonly Effect[] = []): void {
    this.oracle.unisolate(pageblock, answer, this.#log(effects));
  }

  /** @returns the name of the element, if there was one */
  poolGet(answer: number, effects: readonly Effect[] = []): number {
    const handle = this.#handles++;
    followPoolGet(this.state, this.oracle.book, handle, answer, this.#log(effects));
    return handle;
  }

  poolPut(handle: number, effects: readonly Effect[] = [], answer = DONE): void {
    followPoolPut(this.state, handle, answer, this.#log(effects));
  }

  poolEmpty(answer: number): void {
    followPoolEmpty(this.state, answer, this.#log([]));
  }

  setRetries(retries: number): void {
    followSetRetries(this.state, retries, DONE, this.#log([]));
  }

  migrate(handle: number, answer: number, effects: readonly Effect[] = [], node = 0): void {
    followMigrate(this.state, this.oracle.book, handle, node, answer, this.#log(effects));
  }

  contigAllocate(pfn: number, pages: number, answer: number, effects: readonly Effect[] = []): number {
    const handle = this.#handles++;
    this.oracle.contigAllocate(handle, pfn, pages, answer, this.#log(effects));
    return handle;
  }

  contigFree(handle: number, answer = DONE, effects: readonly Effect[] = []): void {
    this.oracle.contigFree(handle, answer, this.#log(effects));
  }

  cmaAllocate(pages: number, answer: number, effects: readonly Effect[] = [], align = 0, area = 0): number {
    const handle = this.#handles++;
    this.oracle.cmaAllocate(handle, area, pages, align, answer, this.#log(effects));
    return handle;
  }

  cmaRelease(handle: number, answer = DONE, effects: readonly Effect[] = []): void {
    this.oracle.cmaRelease(handle, answer, this.#log(effects));
  }

  unmapPart(handle: number, answer = DONE): void {
    followUnmapPart(this.state, handle, answer, this.#log([]));
  }

  /** @returns the name of the upper half */
  split(handle: number, effects: readonly Effect[] = [], answer = DONE): number {
    const upper = this.#handles++;
    followSplit(this.state, handle, upper, answer, this.#log(effects));
    return upper;
  }

  collapse(handle: number, other: number, answer: number, effects: readonly Effect[] = []): void {
    followCollapse(this.state, this.oracle.book, handle, other, answer, this.#log(effects));
  }

  setWatermarks(pages: number, scale: number, answer = DONE): void {
    followSetWatermarks(this.state, pages, scale, answer, this.#log([]));
  }

  compact(order: number, answer: number, effects: readonly Effect[] = [], zone = 2, node = 0): void {
    followCompact(this.state, this.oracle.book, node, zone, order, answer, this.#log(effects));
  }

  kswapd(answer: number, effects: readonly Effect[] = [], node = 0): void {
    followKswapd(this.state, node, answer, this.#log(effects));
  }

  /** @returns the name of the page */
  inflate(answer: number, effects: readonly Effect[] = [], node = 0): number {
    const handle = this.#handles++;
    followInflate(this.state, this.oracle.book, handle, node, 0, answer, this.#log(effects));
    return handle;
  }

  deflate(handle: number, effects: readonly Effect[] = [], answer = DONE): void {
    followDeflate(this.state, handle, answer, this.#log(effects));
  }

  report(tell: (into: Inspection) => void): void {
    this.oracle.judgeReport(tell);
  }

  /** Behind its end a log still holds what an earlier operation left there, and here what misleads most. */
  #log(effects: readonly Effect[]): Effects {
    const left = this.behind ?? effects.slice(-1);
    for (const told of [[...effects, ...left, ...left], effects]) {
      this.#effects.clear();
      for (const [kind, first, second = 0] of told) this.#effects[kind](first, second);
    }
    return this.#effects;
  }
}

/** The number of the rule that a deed breaks, or null if it is legal. */
export function brokenRule(deed: () => unknown): string | null {
  try {
    deed();
    return null;
  } catch (error) {
    if (error instanceof Objection) return error.invariant;
    throw error;
  }
}

/** Takes free pages out of circulation: the one way to make memory scarce that looks at no mark. */
export function retire(scene: Scene, start: number, end: number): void {
  for (let pfn = start; pfn < end; pfn++) scene.poison(pfn, 'injected', POISON_RECOVERED);
}
