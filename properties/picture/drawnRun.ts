import type { PageMap, PageMapRun } from '../run/story.ts';
import { glyphOf } from './glyphs.ts';

/** Frames in one state, as a web page draws them. */
export interface DrawnRun {
  readonly start: number;
  readonly end: number;
  readonly zone: string;
  readonly mirror: PageMapRun['mirror'];
  /** What is possible, usually one. */
  readonly leaves: readonly string[];
  readonly glyph: string;
  /** `free`, `movable`, `pinned`, `mirrored`, `offline` or `undecided`: the colour. */
  readonly look: string;
  readonly says: string;
  readonly culprit: boolean;
}

/** A page map as a web page draws it. */
export const drawn = ({ runs }: PageMap): DrawnRun[] => runs.map(drawnRun);

function drawnRun({ start, end, zone, mirror, leaves, holder, culprit }: PageMapRun): DrawnRun {
  return {
    start,
    end,
    zone,
    mirror,
    leaves,
    glyph: glyphOf(leaves),
    look: lookOf(leaves),
    says: `${leaves.join(' or ')}${holder === null ? '' : `, held by #${holder}`}`,
    culprit,
  };
}

/** The colour of a page: its top state, or `undecided` if more than one leaf is possible. */
export const lookOf = ([leaf = '', ...others]: readonly string[]): string =>
  others.length === 0 ? (leaf.split('.')[0] ?? '') : 'undecided';
