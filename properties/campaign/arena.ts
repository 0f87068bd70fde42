import { Objection } from '../../model/oracle/index.ts';
import type { Target } from '../../spec/allocator.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { openSession } from '../run/openSession.ts';
import { operationsOf } from '../run/operationsOf.ts';
import type { Session, Sketch } from '../run/session.ts';
import type { Story } from '../run/story.ts';
import type { Tally } from '../run/tally.ts';
import { TargetFailure } from '../run/targetFailure.ts';
import type { Violation } from '../run/violation.ts';
import type { OperationWords } from '../scenario/words.ts';
import { type Watch, watchedRun } from './watch.ts';

/** A machine under one design with a target on it, where scenario after scenario is run under the eyes of a watcher. */
export interface Arena {
  readonly map: MemoryMap;
  readonly tally: Tally;
  /** Counts from zero again. */
  forget(): void;
  /** What the target can be asked; it is booted to find out. */
  offered(): readonly OperationKind[];
  run(operations: OperationWords): Violation | null;
  /** See `Session.sketch`. */
  sketch(operations: OperationWords, closely: boolean, namesState: boolean): Sketch;
  unfold(operations: OperationWords): OperationWords;
  /** See `Session.tell`. */
  tell(operations: OperationWords, withPages?: boolean): Story;
}

/** @param place of the layout in the plan, for the watcher */
export function openArena(
  layout: Layout,
  design: DesignName,
  target: Target,
  watch: Watch,
  place: number,
): Arena {
  const map = memoryMapOf(layout, DESIGNS[design]);
  const session = openSession(map, DESIGNS[design], target);
  session.progress = watch.progress;
  return {
    map,
    tally: session.tally,
    forget: () => session.forget(),
    offered: () => watchedRun(watch, place, NOTHING, () => operationsOf(target, map, DESIGNS[design])),
    run: (operations) => watchedRun(watch, place, operations, () => session.run(operations)),
    sketch: (operations, closely, namesState) =>
      watchedRun(watch, place, operations, () => session.sketch(operations, closely, namesState)),
    unfold: (operations) => watchedRun(watch, place, operations, () => session.unfold(operations)),
    tell: (operations, withPages = false) =>
      watchedRun(watch, place, operations, () => tellIfPossible(session, operations, withPages)),
  };
}

/** A target that fails when it boots, or differently each time, leaves nothing to tell. */
function tellIfPossible(session: Session, operations: OperationWords, withPages: boolean): Story {
  try {
    return session.tell(operations, withPages);
  } catch (error) {
    if (error instanceof TargetFailure || error instanceof Objection) return NO_STORY;
    throw error;
  }
}

const NOTHING: OperationWords = new Int32Array();

const NO_STORY: Story = { steps: [], before: { runs: [] }, after: { runs: [] } };
