import { spawnSync } from 'node:child_process';
import { transition } from 'xstate';
import { pageTable } from '../model/compile/pageTable.ts';
import { stepMask } from '../model/compile/stepMask.ts';
import { pageFactsOf } from '../model/machines/pageFacts.ts';
import { pageMachine } from '../model/machines/pageMachine.ts';
import { bootTime } from './bootTime.ts';
import { heapGrowth } from './heapGrowth.ts';
import { COMMAND } from './places.ts';
import { allocatorMeasure, runAllocator } from './workloads/allocatorMeasure.ts';

/** What a measure came to; a sum shows that two did the same work. */
export interface Figure {
  readonly value: number;
  readonly sum?: number;
}

/** Measures that have a name of their own; the others are allocators under a workload, see `allocatorMeasure`. */
export const MEASURES: Readonly<Record<string, () => number | Promise<number>>> = {
  /** Checked operations a second on 2^12 pages: drawing, allocator, oracle, looks at the whole world. */
  'checked-4k': () => checkedRate('small', 5),
  /** The same on 2^20 pages. */
  'checked-1m': () => checkedRate('large', 7),
  /** Nanoseconds of one step of the compiled page table, on a random page of 2^18. */
  'table-step': tableStep,
  /** Nanoseconds of XState's own `transition()` for the same step. */
  'xstate-step': xstateStep,
  /** Bytes by which the heap of the engine grows while the allocator works. */
  'heap-growth': heapGrowth,
  /** Seconds of CPU time that 2^24 pages take to boot. */
  'boot-16m': () => bootTime(),
};

/**
 * Takes a measure, in this process.
 *
 * @throws RangeError if there is none of that name
 */
export async function measured(name: string): Promise<Figure> {
  const measure = MEASURES[name];
  if (measure) return { value: await measure() };
  const allocator = allocatorMeasure(name);
  if (!allocator) throw new RangeError(`no measure '${name}'`);
  const { nanoseconds, sum } = await runAllocator(allocator);
  return { value: nanoseconds, sum };
}

/** The records of a campaign on a large machine are some MiB. */
const MOST_BYTES = 1 << 28;

/** A campaign as users run it, in its own process: operations executed a second, by the clock. */
function checkedRate(preset: string, seconds: number): number {
  // Run, not imported: the command line is what users time.
  const words = ['check', '--layout', preset, '--seed', '1', '--time', String(seconds), '--json'];
  // An exit code says that something was found, which the verdict tells better.
  const { stdout } = spawnSync(process.execPath, [COMMAND, ...words], {
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
  });
  const { verdict, operationsPerSecond } = JSON.parse(stdout);
  if (verdict !== 'pass') throw new Error(`the campaign on ${preset} ended with ${verdict}`);
  return operationsPerSecond;
}

const PAGES = 1 << 18;
const TABLE_STEPS = 20_000_000;
const XSTATE_STEPS = 20_000;

function tableStep(): number {
  const beliefs = new Uint32Array(PAGES).fill(1 << 3);
  const facts = new Uint8Array(PAGES);
  const events = pageTable.events.length;
  let random = 1;
  let accepted = 0;
  const start = process.cpuUsage();
  for (let step = 0; step < TABLE_STEPS; step++) {
    random = Math.imul(random, 1664525) + 1013904223;
    const page = (random >>> 8) & (PAGES - 1);
    const next = stepMask(pageTable.cells, (random >>> 4) % events, beliefs[page]!, facts[page]!);
    if (next !== 0) {
      beliefs[page] = next;
      accepted++;
    }
  }
  const { user, system } = process.cpuUsage(start);
  if (accepted === 0) throw new Error('no event was ever accepted');
  return ((user + system) * 1000) / TABLE_STEPS;
}

function xstateStep(): number {
  const context = pageFactsOf(0)!; // Byte 0 stands for facts.
  const snapshot = pageMachine.resolveState({ value: { free: 'available' }, context });
  const { events } = pageTable;
  const start = process.cpuUsage();
  for (let step = 0; step < XSTATE_STEPS; step++)
    transition(pageMachine, snapshot, { type: events[step % events.length]! });
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / XSTATE_STEPS;
}
