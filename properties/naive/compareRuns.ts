import { NAIVE_OPERATIONS } from '../../model/naive/index.ts';
import { Objection } from '../../model/oracle/index.ts';
import type { Target } from '../../spec/allocator.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { createScenarioWriter } from '../generate/drawScenario.ts';
import { Booted } from '../run/booted.ts';
import { execute } from '../run/execute.ts';
import { TargetFailure } from '../run/targetFailure.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { ComparedOracle, type Verdicts } from './comparedOracle.ts';

/** Runs on one machine, each as long as `operations`, or until the oracle objects. */
export interface ComparedRuns {
  readonly layout: Layout;
  readonly design: Design;
  readonly target: Target;
  readonly firstSeed: number;
  readonly runs: number;
  readonly operations: number;
  /** Lies told about each answer. */
  readonly lies: number;
}

/** Lets both references judge generated runs of a target, and tells `note` what they said. */
export function compareRuns(compared: ComparedRuns, note: (verdicts: Verdicts) => void): void {
  const { layout, design, target, firstSeed, runs, operations, lies } = compared;
  const map = memoryMapOf(layout, design);
  const run = new ComparedRun(map, design, target, lies, note);
  const write = createScenarioWriter(map, design, NAIVE_OPERATIONS);
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const words = write(seed, operations);
    mustBeKnown(words);
    run.restart(operations + 1);
    try {
      for (let number = 0; number < operationCount(words); number++) execute(run, words, number);
    } catch (error) {
      if (!(error instanceof Objection || error instanceof TargetFailure)) throw error;
      run.distrust();
    }
  }
}

/** What the naive reference does not know would be judged by one of the two only. */
function mustBeKnown(words: OperationWords): void {
  for (let number = 0; number < operationCount(words); number++) {
    const kind = OPERATION_KINDS[words[number * OPERATION_WORDS]!]!; // Words hold known kinds.
    if (!(NAIVE_OPERATIONS as readonly OperationKind[]).includes(kind))
      throw new RangeError(`the naive reference does not know ${kind}`);
  }
}

class ComparedRun extends Booted {
  override readonly oracle: ComparedOracle;

  constructor(
    map: MemoryMap,
    design: Design,
    target: Target,
    lies: number,
    note: (verdicts: Verdicts) => void,
  ) {
    super(map, design, target);
    this.oracle = new ComparedOracle(map, design, lies, note);
    this.effects.notified = () => {}; // The naive reference listens to no notifier.
  }
}
