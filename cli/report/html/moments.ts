import type { PageMap, PageMapRun, Story } from '../../../properties/run/story.ts';
import { describeOperation } from '../../../properties/scenario/describeOperation.ts';
import { glyphOf } from '../../render/glyphs.ts';

/** What the slider stops at: all pages as both sides see them, at one moment of the run. */
export interface Moment {
  readonly title: string;
  /** Row of the step table that led here; null before the first. */
  readonly row: number | null;
  readonly model: readonly DrawnRun[];
  readonly target: readonly DrawnRun[];
}

/** Frames in one state, as the page draws them. */
export interface DrawnRun {
  readonly start: number;
  readonly end: number;
  /** Zone and kind of memory; a run with another one begins a new strip. */
  readonly label: string;
  readonly glyph: string;
  /** `free`, `movable`, `pinned`, `mirrored`, `offline` or `undecided`: the colour. */
  readonly look: string;
  readonly says: string;
  readonly culprit: boolean;
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

const drawn = ({ runs }: PageMap): DrawnRun[] => runs.map(drawnRun);

function drawnRun({ start, end, zone, mirror, leaves, holder, culprit }: PageMapRun): DrawnRun {
  const [leaf = ''] = leaves;
  return {
    start,
    end,
    label: `${zone}, ${mirror}`,
    glyph: glyphOf(leaves),
    look: leaves.length === 1 ? (leaf.split('.')[0] ?? '') : 'undecided',
    says: `${leaves.join(' or ')}${holder === null ? '' : `, held by #${holder}`}`,
    culprit,
  };
}
