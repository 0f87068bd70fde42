import type { Target } from '../../spec/allocator.ts';
import { ObservationLog } from '../observe/observationLog.ts';
import type { StepRecord } from '../records/stepRecord.ts';
import { factsOf } from '../records/targetFacts.ts';
import { sendCanary } from './canary.ts';
import { everySoOften } from './everySoOften.ts';
import { Lane, type VerdictListener } from './lane.ts';
import { type NumberedStep, numberedSteps } from './numberedSteps.ts';
import type { Note, Request } from './request.ts';
import { stepsOf } from './shard.ts';
import { startStopwatch } from './stopwatch.ts';
import { endAt, lastThatCounts, takeTurn } from './turns.ts';

type Walk = Request & { readonly task: 'walk' };

/** Walks steps until none is left for this thread, and tells of each. */
export function walkLane(walk: Walk, target: Target, tell: (note: Note) => void): void {
  const { plan, watch, turns } = walk;
  const { interrupted, expired } = startStopwatch(plan, watch);
  let sighted: StepRecord | null = null;
  const report = everySoOften((phase: 'check' | 'shrink', layout: string) => {
    const record = sighted ?? lane.record();
    if (record !== null) tell({ note: 'underway', phase, layout, record });
  });
  const log = walk.observed === undefined ? null : new ObservationLog(walk.observed, target.name);
  const onVerdict: VerdictListener = (scenario, violation, milliseconds, { seed }) =>
    log?.write({ scenario, violation, how: 'generated', milliseconds, seed });
  const lane: Lane = new Lane(plan, target, watch, report, log === null ? undefined : onVerdict);
  tell({ note: 'target', target: factsOf(target) });
  for (const step of stepsLeft(walk, () => interrupted() || expired())) {
    // A step that was taken is walked, so that none is missing in front of later ones.
    if (step.number > lastThatCounts(turns)) return;
    const sighting = lane.walk(step);
    const record = lane.record()!; // Of the step just walked.
    if (sighting === null) {
      tell({ note: 'step', record });
      continue;
    }
    endAt(turns, step.number);
    sighted = record;
    tell({ note: 'sighting', sighting });
    const isOvertaken = () => lastThatCounts(turns) < step.number;
    const isOver = () => interrupted() || isOvertaken();
    const found = lane.pursue(sighting, isOver);
    if (isOvertaken()) return;
    log?.write({ ...found, how: 'minimal', milliseconds: null, seed: null });
    tell({ note: 'minimal', record: { ...record, found } });
    const explained = walk.explains ? lane.explain(found, isOver) : found;
    if (!isOvertaken()) tell({ note: 'step', record: { ...record, found: explained } });
    return;
  }
  tell({ note: 'canary', canary: sendCanary(plan.design) });
}

/** The steps that it is this thread's turn to walk. */
function* stepsLeft({ plan, shard, done, turns }: Walk, isOver: () => boolean): Generator<NumberedStep> {
  if (isOver()) return;
  let turn = takeTurn(turns);
  let place = 0;
  for (const step of stepsOf(shard, numberedSteps(plan))) {
    if (done.has(step.number) || place++ < turn) continue;
    yield step;
    if (isOver()) return;
    turn = takeTurn(turns);
  }
}
