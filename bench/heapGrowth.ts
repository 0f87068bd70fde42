import { GCProfiler, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { subjectOf } from './subjects/subjects.ts';
import { Churn } from './workloads/churn.ts';
import { begin } from './workloads/workload.ts';

const PAGES = 1 << 14;
const WARM_UP = 2_000_000;
const OPERATIONS = 10_000_000;
/** A collection hides what it collects: it counts as the least that can have brought it about. */
const BYTES_A_COLLECTION = 1 << 20;

/** Bytes by which the heap grows over ten million operations of the complete allocator in one of its roles. */
export async function heapGrowth(subject: 'kernel' | 'user', operations = OPERATIONS): Promise<number> {
  const { allocate, free } = await subjectOf(subject, PAGES);
  const churn = new Churn(PAGES, 4);
  const progress = begin();
  churn.run(allocate, free, progress, WARM_UP);
  collectGarbage();
  churn.run(allocate, free, progress, WARM_UP); // What the collection has thrown away comes back once.
  const profiler = new GCProfiler();
  profiler.start();
  const before = process.memoryUsage().heapUsed;
  churn.run(allocate, free, progress, operations);
  const growth = process.memoryUsage().heapUsed - before;
  const { statistics } = profiler.stop();
  return Math.max(growth, 0) + statistics.length * BYTES_A_COLLECTION;
}

/** The engine offers its collector to contexts made after the flag is set. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
