import { GLYPHS, glyphOf, UNDECIDED } from '../../properties/picture/glyphs.ts';
import type { PageMap, PageMapRun } from '../../properties/run/story.ts';
import type { Ink } from './ink.ts';
import { hex } from './numbers.ts';

/** Frames of one zone, of one kind of memory, without a gap. */
interface Strip {
  readonly label: string;
  readonly runs: PageMapRun[];
}

/** One state for a number of frames, as it is printed. */
interface Piece {
  readonly start: number;
  readonly text: string;
  /** Written as a number, so it needs a gap on both sides. */
  readonly isLong: boolean;
  readonly culprit: boolean;
}

const WIDTH = 64;
/** Runs up to this length are drawn page by page, longer ones as `.(512)`. */
const DRAWN = 16;
const MOST_LINES = 24;

/**
 * A strip of frames for each zone and kind of memory, one character a page, long runs as a character and a number. Frames
 * that show the violation stand over `^`.
 */
export function pageMapLines(map: PageMap, ink: Ink, indent = '  '): string[] {
  const strips = stripsOf(map.runs);
  const labelWidth = Math.max(0, ...strips.map(({ label }) => label.length));
  const startWidth = Math.max(0, ...map.runs.map(({ start }) => hex(start).length));
  const lines = strips.flatMap((strip) =>
    wrapPieces(strip.runs.map(pieceOf)).flatMap((pieces, row) => {
      const label = (row === 0 ? strip.label : '').padEnd(labelWidth);
      const margin = `${indent}${label}  ${hex(pieces[0]?.start ?? 0).padStart(startWidth)}  `;
      return drawLine(margin, pieces, ink);
    }),
  );
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `${indent}... and ${lines.length - MOST_LINES} more lines`];
}

/** What the characters of these maps mean, in the order of the specification. */
export function legendLine(maps: readonly PageMap[]): string {
  const used = new Set(maps.flatMap(({ runs }) => runs.map(({ leaves }) => glyphOf(leaves))));
  const known = Object.entries(GLYPHS).filter(([, glyph]) => used.has(glyph));
  const named = known.map(([leaf, glyph]) => `${glyph} ${leaf}`);
  if (used.has(UNDECIDED)) named.push(`${UNDECIDED} undecided`);
  if (maps.some(({ runs }) => runs.some(({ culprit }) => culprit))) named.push('^ shows the violation');
  return named.join('   ');
}

function stripsOf(runs: readonly PageMapRun[]): Strip[] {
  const strips: Strip[] = [];
  for (const run of runs) {
    const label = `${run.zone}, ${run.mirror}`;
    const last = strips.at(-1);
    if (last?.label === label && last.runs.at(-1)?.end === run.start) last.runs.push(run);
    else strips.push({ label, runs: [run] });
  }
  return strips;
}

function pieceOf(run: PageMapRun): Piece {
  const glyph = glyphOf(run.leaves);
  const length = run.end - run.start;
  const isLong = length > DRAWN;
  const text = isLong ? `${glyph}(${length})` : glyph.repeat(length);
  return { start: run.start, text, isLong, culprit: run.culprit };
}

function wrapPieces(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = [];
  let width = WIDTH;
  for (const piece of pieces) {
    if (width + piece.text.length > WIDTH) {
      rows.push([]);
      width = 0;
    }
    rows.at(-1)?.push(piece);
    width += piece.text.length + 1;
  }
  return rows;
}

function drawLine(margin: string, pieces: readonly Piece[], ink: Ink): string[] {
  const strip = joined(pieces, ({ text, culprit }) => (culprit ? ink.bad(text) : text));
  if (!pieces.some(({ culprit }) => culprit)) return [margin + strip];
  const marks = joined(pieces, ({ text, culprit }) => (culprit ? '^' : ' ').repeat(text.length));
  return [margin + strip, ink.bad(`${' '.repeat(margin.length)}${marks}`.trimEnd())];
}

const joined = (pieces: readonly Piece[], draw: (piece: Piece) => string): string =>
  pieces.map((piece, place) => (place > 0 && hasGap(pieces, place) ? ' ' : '') + draw(piece)).join('');

const hasGap = (pieces: readonly Piece[], place: number): boolean =>
  pieces[place - 1]?.isLong === true || pieces[place]?.isLong === true;
