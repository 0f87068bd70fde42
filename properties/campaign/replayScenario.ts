import { receiveMessageOnPort } from 'node:worker_threads';
import type { Target } from '../../spec/allocator.ts';
import { explain } from '../explain/explain.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Arena, openArena } from './arena.ts';
import { presetLayout } from './presetLayout.ts';
import type { Mailbox, Replayed, ReplayWishes } from './request.ts';
import type { Watch } from './watch.ts';

/** Runs a scenario once, and tells what happened. */
export function replayScenario(
  scenario: Scenario,
  target: Target,
  watch: Watch,
  { withPages = false, explains = false }: ReplayWishes = {},
): Replayed {
  const { layout, design, operations } = scenario;
  const start = performance.now();
  const arena = openArena(presetLayout(layout), design, target, watch, 0);
  const violation = arena.run(operations);
  const milliseconds = Math.round(performance.now() - start);
  const story = arena.tell(operations, withPages);
  const replayed = { target: target.name, violation, story, milliseconds };
  if (violation === null || !explains) return replayed;
  const explanation = explain({ scenario, violation, story }, arena.map.frameCount, arena, () => false);
  return explanation === null ? replayed : { ...replayed, explanation };
}

/** Runs the scenarios that another thread sends, and counts those that came back: that is all it is asked. */
export function answerProbes({ counters, port }: Mailbox, target: Target, watch: Watch): void {
  const arenas = new Map<string, Arena>();
  const arenaOf = ({ layout, design }: Scenario): Arena => {
    const key = JSON.stringify(layout);
    const arena = arenas.get(key) ?? openArena(layout, design, target, watch, 0);
    arenas.set(key, arena);
    return arena;
  };
  for (let answered = 0; ; answered++) {
    Atomics.wait(counters, 0, answered);
    const letter = receiveMessageOnPort(port)?.message as Scenario | undefined; // `Probe` sends nothing else.
    if (letter === undefined) return;
    arenaOf(letter).run(letter.operations);
    Atomics.store(counters, 1, answered + 1);
    Atomics.notify(counters, 1);
  }
}
