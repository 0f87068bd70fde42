import { type DrawnRun, drawn } from '../../../properties/picture/drawnRun.ts';
import type { Story } from '../../../properties/run/story.ts';
import { describeOperation } from '../../../properties/scenario/describeOperation.ts';

/** What the slider stops at: all pages as both sides see them, at one moment of the run. */
export interface Moment {
  readonly title: string;
  /** Row of the step table that led here; null before the first. */
  readonly row: number | null;
  readonly model: readonly DrawnRun[];
  readonly target: readonly DrawnRun[];
}

/** The moments of a story: one for each step if its pages were kept, else those before and after the violation. */
export function momentsOf({ steps, start, before, after }: Story): Moment[] {
  if (start === undefined) {
    if (before.runs.length + after.runs.length === 0) return [];
    const row = steps.length === 0 ? null : steps.length - 1;
    return [
      { title: 'before the violation', row: null, model: drawn(before), target: drawn(before) },
      { title: 'as the target left it', row, model: drawn(before), target: drawn(after) },
    ];
  }
  const first = { title: 'after boot', row: null, model: drawn(start.model), target: drawn(start.target) };
  let last: { readonly model: readonly DrawnRun[]; readonly target: readonly DrawnRun[] } = first;
  return [
    first,
    ...steps.map(({ number, operation, agrees, pages }, row): Moment => {
      if (pages !== undefined) last = { model: drawn(pages.model), target: drawn(pages.target) };
      const title = `${agrees ? 'after' : 'violation at'} ${describeOperation(operation, number)}`;
      return { title, row, model: last.model, target: last.target };
    }),
  ];
}
