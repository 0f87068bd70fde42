import type { WorldState } from '../../model/oracle/index.ts';
import { type DrawnRun, drawn } from '../../properties/picture/drawnRun.ts';
import { Booted } from '../../properties/run/booted.ts';
import { execute } from '../../properties/run/execute.ts';
import { expectationOf } from '../../properties/run/expectationOf.ts';
import { openSession } from '../../properties/run/openSession.ts';
import type { Session } from '../../properties/run/session.ts';
import type { Step, Story } from '../../properties/run/story.ts';
import { tellStory } from '../../properties/run/tellStory.ts';
import type { Violation } from '../../properties/run/violation.ts';
import { wordsOf } from '../../properties/scenario/wordsOf.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { Operation, OperationKind } from '../../spec/operations/operation.ts';
import { targetOf } from './choices.ts';
import { type State, scenarioIn } from './state.ts';

/** What came of a scenario: run, judged and told. */
export interface Told {
  readonly steps: readonly Step[];
  readonly violation: Violation | null;
  /** What the target can be asked. */
  readonly kinds: ReadonlySet<OperationKind>;
  /** All pages at a moment, 0 after boot, as the model knows them and as the target reports them. */
  pagesAt(at: number): { readonly model: readonly DrawnRun[]; readonly target: readonly DrawnRun[] };
  /**
   * The oracle's books at a moment, valid until the next call. An objection leaves them in the middle of a step, so at the operation that broke a rule they
   * are those before it.
   */
  booksAt(at: number): WorldState;
  /** What the model would accept as the answer to an operation at a moment, in words. */
  allowedAt(at: number, operation: Operation): string;
}

interface Bench {
  readonly session: Session;
  readonly booted: Booted;
}

/** Runs the scenario of a state, whole, and tells it. */
export function tell(state: State): Told {
  const { session, booted } = benchOf(state);
  const words = scenarioIn(state).operations;
  const violation = session.run(words);
  const story = tellStory(booted, words, violation, true, Number.POSITIVE_INFINITY);
  const asked = Math.min(violation?.operation ?? state.operations.length, state.operations.length);
  const booksAt = (at: number): WorldState => {
    booted.restart(state.operations.length + 1);
    for (let number = 0; number < Math.min(at, asked); number++) execute(booted, words, number);
    return booted.oracle.state;
  };
  return {
    steps: story.steps,
    violation,
    kinds: booted.supported,
    pagesAt: (at) => pagesAt(story, at),
    booksAt,
    allowedAt: (at, operation) => {
      booksAt(at);
      return expectationOf(booted, wordsOf([operation]), 0);
    },
  };
}

/** A page worth a look where no rule is broken: the first that an allocation holds at the end. */
export const firstHeldPage = (told: Told): number | undefined =>
  told.pagesAt(told.steps.length).model.find(({ says }) => says.includes('held by #'))?.start;

/** The last machine is kept: a boot takes longer than the few operations that follow it. */
let kept: (Bench & Pick<State, 'layout' | 'design' | 'fault'>) | null = null;

function benchOf({ layout, design, fault }: State): Bench {
  if (kept?.layout === layout && kept.design === design && kept.fault === fault) return kept;
  const map = memoryMapOf(layout, DESIGNS[design]);
  const target = targetOf(fault);
  const session = openSession(map, DESIGNS[design], target);
  kept = { layout, design, fault, session, booted: new Booted(map, DESIGNS[design], target) };
  return kept;
}

/** The questions of the end keep no pages: what they show is what the operation before them left. */
function pagesAt({ start, steps, before, after }: Story, at: number) {
  let pages = start ?? { model: before, target: after };
  for (const step of steps.slice(0, at)) pages = step.pages ?? pages;
  return { model: drawn(pages.model), target: drawn(pages.target) };
}
