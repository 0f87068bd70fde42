import type { ElkEdgeSection } from 'elkjs/lib/elk-api.js';
import { text } from '../page/html.ts';
import { type Arrow, type Box, type Drawing, layOut } from './layOut.ts';

const LINE = 15;

/**
 * A diagram of states as SVG: every state leads to its page, every arrow says what it is. Colours come from the style of the site,
 * so that one picture serves light and dark.
 *
 * @param title what it shows, for those who cannot see it
 */
export async function drawDiagram(
  title: string,
  boxes: readonly Box[],
  arrows: readonly Arrow[],
): Promise<string> {
  const drawing = await narrow(boxes, arrows);
  const { width = 0, height = 0 } = drawing;
  const id = title.replace(/\W+/g, '-').toLowerCase();
  const content = [
    ...(drawing.edges ?? []).map((edge) => drawArrow(edge as Placed, arrows, id)),
    ...boxes.map((box) => drawBox(box, placeOf(drawing, box.id))),
  ];
  return `<figure class="diagram"><div class="scroll" role="region" tabindex="0" aria-label="diagram: ${text(title)}"><svg role="group" aria-label="${text(title)}" viewBox="-4 -4 ${round(width + 8)} ${round(height + 8)}" width="${round(width + 8)}" height="${round(height + 8)}" style="min-width:${Math.round(width * 0.75)}px"><defs><marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="tip" d="M0 0 10 5 0 10z"/></marker></defs>${content.join('')}</svg></div></figure>`;
}

interface Placed {
  readonly id: string;
  readonly sections?: ElkEdgeSection[];
  readonly labels?: readonly { readonly x?: number; readonly y?: number; readonly width?: number }[];
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const round = (length: number): number => Math.round(length * 10) / 10;

/** Pixels that a picture may have if it is to be read on a laptop, a little smaller than it was drawn. */
const PAGE_WIDTH = 860;

/** From left to right if that fits, else top down if that is narrower. */
async function narrow(boxes: readonly Box[], arrows: readonly Arrow[]): Promise<Drawing> {
  const wide = await layOut(boxes, arrows, 'RIGHT');
  if ((wide.width ?? 0) <= PAGE_WIDTH) return wide;
  const tall = await layOut(boxes, arrows, 'DOWN');
  return (tall.width ?? 0) < (wide.width ?? 0) ? tall : wide;
}

function placeOf(drawing: Drawing, id: string): Place {
  const node = drawing.children?.find((child) => child.id === id);
  if (node === undefined) throw new RangeError(`the diagram has no box ${id}`);
  const { x = 0, y = 0, width = 0, height = 0 } = node;
  return { x, y, width, height };
}

function drawBox({ id, label, look, slug, focus }: Box, { x, y, width, height }: Place): string {
  const shape = `<rect class="look-${look}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="8"/><text x="${round(x + width / 2)}" y="${round(y + height / 2 + 4.5)}" text-anchor="middle">${text(label)}</text>`;
  return `<a class="state${focus ? ' focus' : ''}" data-state="${text(id)}" href="book:${slug}">${shape}</a>`;
}

function drawArrow(edge: Placed, arrows: readonly Arrow[], marker: string): string {
  const arrow = arrows[Number(edge.id)]!; // Made from these.
  const path = (edge.sections ?? []).map(pathOf).join('');
  const [label] = edge.labels ?? [];
  const middle = (label?.x ?? 0) + (label?.width ?? 0) / 2;
  const lines = arrow.lines.map(
    (line, place) =>
      `<tspan x="${round(middle)}" y="${round((label?.y ?? 0) + 11 + place * LINE)}">${text(line)}</tspan>`,
  );
  const said = lines.length === 0 ? '' : `<text text-anchor="middle">${lines.join('')}</text>`;
  return `<g class="arrow" data-from="${text(arrow.from)}" data-to="${text(arrow.to)}"><path d="${path}" marker-end="url(#${marker})"/>${said}</g>`;
}

/** Sections of splines: a start, then control points by threes, the last of which is the end. */
function pathOf({ startPoint, bendPoints = [], endPoint }: ElkEdgeSection): string {
  const points = [...bendPoints, endPoint].map(({ x, y }) => `${round(x)} ${round(y)}`);
  const curves: string[] = [];
  for (let at = 0; at + 2 < points.length; at += 3) curves.push(`C${points.slice(at, at + 3).join(' ')}`);
  const rest = points.slice(curves.length * 3).map((point) => `L${point}`);
  return `M${round(startPoint.x)} ${round(startPoint.y)}${curves.join('')}${rest.join('')}`;
}
