import { Objection, walkedTransitions } from '../../model/oracle/index.ts';
import type { Target } from '../../spec/allocator.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { Booted } from './booted.ts';
import { askEndQuestions, checkBoot, checkWorld } from './endQuestions.ts';
import { execute } from './execute.ts';
import { countOutcome } from './outcomes.ts';
import { looksEveryStep, type Session, type Sketch } from './session.ts';
import { stateOf } from './stateOf.ts';
import type { Story } from './story.ts';
import { OUTCOMES, type Tally } from './tally.ts';
import { TargetFailure } from './targetFailure.ts';
import { tellStory } from './tellStory.ts';
import { unfoldEnd } from './unfoldEnd.ts';
import type { PropertyName, Violation } from './violation.ts';

/** Opens a session: boots the target once and keeps it, with its oracle, for all runs. */
export const openSession = (map: MemoryMap, design: Design, target: Target): Session =>
  new OpenSession(map, design, target);

class OpenSession implements Session {
  readonly #run: Booted;
  readonly tally: Tally;
  progress = new Int32Array(2);
  /** What boot walked: it happens once, and is part of all that is counted. */
  readonly #walkedAtBoot: Uint32Array;
  #bootChecked = false;
  #property: PropertyName = 'follows the model';

  constructor(map: MemoryMap, design: Design, target: Target) {
    this.#run = new Booted(map, design, target);
    const { state } = this.#run.oracle;
    this.#walkedAtBoot = state.walked.slice();
    this.tally = {
      executed: 0,
      skipped: 0,
      outcomes: new Float64Array(OPERATION_KINDS.length * OUTCOMES),
      get transitions() {
        return walkedTransitions(state);
      },
      blockTransitions: state.blockTransitions,
      requestTransitions: state.requestTransitions,
      pressureTransitions: state.pressureTransitions,
      hugePageTransitions: state.hugePageTransitions,
      witnesses: state.witnesses,
      findings: state.findings,
      heard: this.#run.reports.heard,
      due: this.#run.reports.due,
      get decided() {
        return state.decided;
      },
      get undecided() {
        return state.undecided;
      },
    };
  }

  run(words: OperationWords): Violation | null {
    const count = operationCount(words);
    this.#property = 'answers';
    this.progress[0] = 0;
    this.progress[1]!++;
    try {
      this.#run.restart(count + 1);
      this.#checkBootOnce();
      this.#property = 'follows the model';
      this.#runAll(words, count);
      askEndQuestions(this.#run, count, (property) => {
        this.#property = property;
      });
      return null;
    } catch (error) {
      this.#run.distrust();
      return this.#violationOf(error, Math.min(this.progress[0]!, count));
    }
  }

  forget(): void {
    const { state } = this.#run.oracle;
    const { tally } = this;
    tally.executed = tally.skipped = 0;
    state.decided = state.undecided = 0;
    state.walked.set(this.#walkedAtBoot);
    tally.outcomes.fill(0);
    tally.blockTransitions.fill(0);
    tally.requestTransitions.fill(0);
    tally.pressureTransitions.fill(0);
    tally.hugePageTransitions.fill(0);
    tally.witnesses.fill(0);
    tally.findings.fill(0);
    tally.heard.fill(0);
    tally.due.fill(0);
  }

  sketch(words: OperationWords, closely: boolean, namesState: boolean): Sketch {
    const count = operationCount(words);
    this.#property = 'answers';
    this.progress[0] = 0;
    this.progress[1]!++;
    try {
      this.#run.restart(count + 1);
      this.#property = 'follows the model';
      let answer = 0;
      for (let number = 0; number < count; number++) {
        this.progress[0] = number;
        answer = execute(this.#run, words, number);
      }
      const idle = Number.isNaN(answer) || (answer < 0 && this.#run.effects.count === 0);
      if (closely) this.#checkWorld();
      return { violation: null, idle, state: namesState ? stateOf(this.#run) : null };
    } catch (error) {
      this.#run.distrust();
      return { violation: this.#violationOf(error, this.progress[0]!), idle: false, state: null };
    }
  }

  unfold(words: OperationWords): OperationWords {
    try {
      return unfoldEnd(this.#run, words);
    } finally {
      this.#run.distrust();
    }
  }

  tell(words: OperationWords, withPages = false): Story {
    return tellStory(this.#run, words, this.run(words), withPages);
  }

  /** The memory map does not change from run to run. */
  #checkBootOnce(): void {
    if (this.#bootChecked) return;
    this.#property = 'keeps every invariant';
    checkBoot(this.#run);
    this.#bootChecked = true;
  }

  #checkWorld(): void {
    this.#property = 'keeps every invariant';
    checkWorld(this.#run);
    this.#property = 'follows the model';
  }

  /** The hot loop. Now and then, in proportion to the size of memory, it stops for a look at the whole world. */
  #runAll(words: OperationWords, count: number): void {
    const run = this.#run;
    const { tally, progress } = this;
    const closely = looksEveryStep(run.map.frameCount, count);
    const interval = closely ? 1 : Math.max(2048, run.map.frameCount * 32);
    let untilCheck = interval;
    if (closely) this.#checkWorld();
    for (let number = 0; number < count; number++) {
      progress[0] = number;
      const answer = execute(run, words, number);
      if (Number.isNaN(answer)) tally.skipped++;
      else countOutcome(tally, words[number * OPERATION_WORDS]!, answer); // One kind an operation.
      if (--untilCheck === 0) {
        this.#checkWorld();
        untilCheck = interval;
      }
    }
    progress[0] = count;
  }

  #violationOf(error: unknown, operation: number): Violation {
    if (error instanceof Objection) {
      const refused = error.invariant === 'INV-3' && this.#property === 'follows the model';
      const property = refused ? 'failures are justified' : this.#property;
      return { invariant: error.invariant, property, sentence: error.message, operation, pfns: error.pfns };
    }
    if (error instanceof TargetFailure) {
      return { invariant: 'INV-0', property: 'answers', sentence: error.message, operation, pfns: [] };
    }
    throw error;
  }
}
