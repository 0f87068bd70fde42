import type { Subject } from './subject.ts';

/** No allocator: names one page after the other, whatever becomes of them. What a workload takes with it is the workload's own. */
export function idle(pages: number): Subject {
  let last = 0;
  return {
    allocate: () => {
      last = last + 1 < pages ? last + 1 : 0;
      return last;
    },
    free: () => {},
  };
}
