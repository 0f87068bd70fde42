import { Oracle, type TargetHabits } from '../../model/oracle/index.ts';
import type { Allocator, Target } from '../../spec/allocator.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { Effects } from '../../spec/operations/effects.ts';
import type { Operation, OperationKind } from '../../spec/operations/operation.ts';
import type { Early } from './askBoot.ts';
import { operationsOf } from './operationsOf.ts';
import { ReportLog } from './reportLog.ts';
import { TargetFailure } from './targetFailure.ts';

/** A target and its oracle, side by side on one machine. */
export class Booted {
  readonly map: MemoryMap;
  readonly design: Design;
  readonly target: Target;
  readonly oracle: Oracle;
  readonly habits: TargetHabits;
  readonly effects = new Effects();
  /** What the target has reported of itself so far. */
  readonly reports = new ReportLog();
  #supported: ReadonlySet<OperationKind> | null = null;
  /** Set while a story is told: sees each operation of the end questions before it is asked, and asks it. */
  narrator: ((operation: Operation, ask: () => number) => number) | null = null;
  /** What the target answered last, for reports. */
  lastAnswer = 0;
  /** The allocator of boot and its oracle, once either was needed. */
  early: Early | null = null;
  allocator!: Allocator; // `restart` runs before anything uses it.
  #pristine = false;

  constructor(map: MemoryMap, design: Design, target: Target) {
    this.map = map;
    this.design = design;
    this.target = target;
    this.habits = {
      keepsWatermarks: target.keepsWatermarks ?? true,
      groupsByMobility: target.groupsByMobility ?? true,
      reportsCache: target.reportsCache ?? true,
      ...(target.cachedPagesAtMost !== undefined && { cachedPagesAtMost: target.cachedPagesAtMost }),
      reportsNotifiers: target.reportsNotifiers ?? false,
      reportsClearing: target.reportsClearing ?? false,
    };
    this.oracle = new Oracle(map, design, this.habits);
  }

  /** What the target can be asked. */
  get supported(): ReadonlySet<OperationKind> {
    this.#supported ??= new Set(operationsOf(this.target, this.map, this.design));
    return this.#supported;
  }

  /** A fresh boot of both, with room for so many operations. */
  restart(operations: number): void {
    this.oracle.reset(operations);
    this.early = null;
    this.effects.clear();
    try {
      this.#bootTarget();
    } catch (error) {
      this.#pristine = false;
      throw new TargetFailure('boot', error);
    }
  }

  /** After a failure nothing the target keeps can be trusted: the next run boots a new one. */
  distrust(): void {
    this.#pristine = false;
  }

  #bootTarget(): void {
    if (this.#pristine && this.allocator.reset) this.allocator.reset();
    else this.allocator = this.target.boot(this.map, this.design, this.effects);
    this.#pristine = true;
  }
}
