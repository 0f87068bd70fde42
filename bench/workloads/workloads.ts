import { type Bursts, burst } from './bursts.ts';
import { Churn } from './churn.ts';
import { Exchange } from './exchange.ts';
import { type Allocate, begin, cpuTime, type Free, nextRandom, type Progress, type Run } from './workload.ts';

/** How an allocator is used. All but the mixed ones ask for single pages. */
export const WORKLOADS = [
  'single',
  'lifo',
  'bulk',
  'random',
  'exchange',
  'churn',
  'mixed3',
  'mixed9',
] as const;
export type Workload = (typeof WORKLOADS)[number];

/** What each does, for the reader of a report. */
export const SAY: Readonly<Record<Workload, string>> = {
  single: 'one page taken and given back',
  lifo: '256 pages taken, given back in reverse',
  bulk: '90 % of all pages taken one by one, given back in that order',
  random: '90 % of all pages taken one by one, given back in random order',
  exchange: 'a random page of half of all given back for another',
  churn: 'random churn of single pages at half occupancy',
  mixed3: 'random churn of orders 0 to 3 at half occupancy',
  mixed9: 'random churn of orders 0 to 9 at half occupancy',
};

const CHURNED_ORDERS: Partial<Record<Workload, number>> = { churn: 1, mixed3: 4, mixed9: 10 };

/**
 * Runs a workload: first to warm up, then for the clock, in parts of which the fastest counts. The same as `run` in buddy.c, operation by operation.
 *
 * @param operations how many to measure, at least
 */
export function runWorkload(
  name: Workload,
  pages: number,
  operations: number,
  allocate: Allocate,
  free: Free,
): Run {
  if (name === 'exchange') return runExchange(pages, operations, allocate, free);
  const orders = CHURNED_ORDERS[name];
  return orders === undefined
    ? runBursts(burstsOf(name, pages), operations, allocate, free)
    : runChurn(pages, orders, operations, allocate, free);
}

function runChurn(pages: number, orders: number, operations: number, allocate: Allocate, free: Free): Run {
  const churn = new Churn(pages, orders);
  const progress = begin();
  churn.warmUp(warmUpOf(operations), allocate, free, progress);
  return timed(progress, () => churn.run(allocate, free, progress, operations / PARTS));
}

function runExchange(pages: number, operations: number, allocate: Allocate, free: Free): Run {
  const exchange = new Exchange(pages);
  const progress = begin();
  exchange.fill(allocate, progress);
  exchange.run(allocate, free, progress, warmUpOf(operations));
  return timed(progress, () => exchange.run(allocate, free, progress, operations / PARTS));
}

/** Operations before the clock starts: the engine must be done with compiling. */
const warmUpOf = (operations: number): number => Math.max(Math.floor(operations / 4), 100_000);

function runBursts(bursts: Bursts, operations: number, allocate: Allocate, free: Free): Run {
  const taken = new Int32Array(bursts.pages);
  const progress = begin();
  const runTo = (end: number): void => {
    while (progress.operations < end) burst(bursts, taken, allocate, free, progress);
  };
  runTo(warmUpOf(operations));
  return timed(progress, () => runTo(progress.operations + operations / PARTS));
}

/**
 * What disturbs only ever adds: the engine's own threads, whose time counts as well, and neighbours of the machine. So the fastest
 * part counts.
 */
const PARTS = 8;

function timed(progress: Progress, runPart: () => void): Run {
  const parts = Array.from({ length: PARTS }, () => {
    const [before, start] = [progress.operations, cpuTime()];
    runPart();
    return (cpuTime() - start) / (progress.operations - before);
  });
  return { nanoseconds: Math.min(...parts), sum: progress.sum };
}

function burstsOf(name: Workload, pages: number): Bursts {
  const count = name === 'single' ? 1 : name === 'lifo' ? 256 : Math.floor(pages * 0.9);
  const turn = Int32Array.from({ length: count }, (_, place) => place);
  if (name === 'lifo') turn.reverse();
  if (name === 'random') shuffle(turn);
  return { pages: count, turn };
}

function shuffle(turn: Int32Array): void {
  let { random } = begin();
  for (let rest = turn.length; rest > 1; rest--) {
    random = nextRandom(random);
    const other = Math.floor((random >>> 0) * 2 ** -32 * rest);
    const held = turn[rest - 1]!;
    turn[rest - 1] = turn[other]!;
    turn[other] = held;
  }
}
