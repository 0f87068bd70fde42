import type { Allocate, Free } from '../workloads/workload.ts';

/** An allocator as the workloads see it. */
export interface Subject {
  readonly allocate: Allocate;
  readonly free: Free;
}
