import { PEERS } from '../subjects/peers.ts';
import { subjectOf } from '../subjects/subjects.ts';
import type { Run } from './workload.ts';
import { runWorkload, WORKLOADS } from './workloads.ts';

/** An allocator under a workload, on a machine: `core/mixed3/18` is the bare core under mixed orders on 2^18 pages. */
export interface AllocatorMeasure {
  readonly subject: string;
  readonly workload: (typeof WORKLOADS)[number];
  readonly pages: number;
  /** To be measured, at least. */
  readonly operations: number;
}

const OPERATIONS = 12_000_000;
/** Packages are slow. */
const OPERATIONS_OF_PEERS = 100_000;

/** What a name stands for, or null if it is no name of this kind. The subject may contain slashes itself. */
export function allocatorMeasure(name: string): AllocatorMeasure | null {
  const words = name.split('/');
  const exponent = Number(words.pop());
  const workload = WORKLOADS.find((known) => known === words.at(-1));
  if (!workload) return null;
  const subject = words.slice(0, -1).join('/');
  const operations = subject in PEERS ? OPERATIONS_OF_PEERS : OPERATIONS;
  return { subject, workload, pages: 2 ** exponent, operations };
}

/** Peers are measured on 2^14 pages, and what they are compared with. */
export const PEER_EXPONENT = 14;

export async function runAllocator(measure: AllocatorMeasure): Promise<Run> {
  const { subject, workload, pages, operations } = measure;
  const { allocate, free } = await subjectOf(subject, pages);
  return runWorkload(workload, pages, operations, allocate, free);
}
