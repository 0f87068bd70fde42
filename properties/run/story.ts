import type { Operation } from '../../spec/operations/operation.ts';

/** What happened in a run, operation by operation, for a person: made by running the scenario again, slowly. */
export interface Story {
  /** The last operations up to the violation, or all of a short scenario. */
  readonly steps: readonly Step[];
  /** Page maps of the model just before the operation that shows the violation, and of what the target made of it. */
  readonly before: PageMap;
  /** Page map of what the target made of it. */
  readonly after: PageMap;
  /** Pages before the first step told; only if pages were asked for. */
  readonly start?: StepPages;
}

/** All pages at one moment: as the model knows them, and as the target reports them. */
export interface StepPages {
  readonly model: PageMap;
  readonly target: PageMap;
}

/** One operation: what the model allows, what the target did. */
export interface Step {
  /** Place of the operation in the scenario, from 0. */
  readonly number: number;
  /** What was asked. */
  readonly operation: Operation;
  /** `a free block of order 0 in Node 0 Normal, or DMA32`. */
  readonly modelSays: string;
  /** `granted 0x20`, `moved 0x40 -> 0x20; pinned`. */
  readonly targetSays: string;
  /** The model allows what the target did. */
  readonly agrees: boolean;
  /** After the operation; only if pages were asked for, and not for the questions of the end. */
  readonly pages?: StepPages;
}

/** A row of frames for each zone or block that matters, as runs of frames in the same state. */
export interface PageMap {
  /** Ascending and disjoint; holes are left out. */
  readonly runs: readonly PageMapRun[];
}

/** Neighbouring frames that look alike. */
export interface PageMapRun {
  /** First pfn. */
  readonly start: number;
  /** The pfn after the last. */
  readonly end: number;
  /** `Node 0 Normal`, or `no zone`. */
  readonly zone: string;
  /** Leaf names still possible, usually one. */
  readonly leaves: readonly string[];
  /** Two copies, one that is exempt from promises, or one. */
  readonly mirror: 'protected' | 'exempt' | 'bare';
  /** The allocation that holds the frames: the operation that made it, or null. */
  readonly holder: number | null;
  /** The run holds a frame that shows the violation. */
  readonly culprit: boolean;
}
