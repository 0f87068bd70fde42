import type { PageMap, PageMapRun } from '../../../properties/index.ts';
import { lookOf } from '../../../properties/picture/drawnRun.ts';
import { GLYPHS, glyphOf, UNDECIDED } from '../../../properties/picture/glyphs.ts';
import { text } from '../page/html.ts';

/** Longer runs of pages are one box with a number. */
const DRAWN = 16;

/** All pages at one moment: a row for each zone and kind of memory, a box for each page, a character and a colour for its state. */
export function strip(map: PageMap, title: string): string {
  const rows = rowsOf(map.runs).map(
    ({ label, runs }) =>
      `<div class="row"><small>${text(label)}, from ${hex(runs[0]!.start)}</small><div class="pages">${runs.map(boxes).join('')}</div></div>`, // A row has a run.
  );
  return `<figure class="strip" role="img" aria-label="${text(`${title}: ${inWords(map)}`)}"><figcaption>${text(title)}</figcaption>${rows.join('')}</figure>`;
}

/** What the characters in these maps mean. */
export function stripLegend(maps: readonly PageMap[]): string {
  const runs = maps.flatMap((map) => map.runs);
  const used = new Set(runs.map(({ leaves }) => glyphOf(leaves)));
  const named = Object.entries({ ...GLYPHS, undecided: UNDECIDED })
    .filter(([, glyph]) => used.has(glyph))
    .map(
      ([leaf, glyph]) =>
        `<span><b class="sign look-${leaf.split('.')[0]}">${text(glyph)}</b> ${text(leaf)}</span>`,
    );
  if (runs.some(({ culprit }) => culprit))
    named.push('<span><b class="sign culprit">&#160;</b> shows the violation</span>');
  return `<p class="legend">${named.join(' ')}</p>`;
}

interface Row {
  readonly label: string;
  readonly runs: PageMapRun[];
}

function rowsOf(runs: readonly PageMapRun[]): Row[] {
  const rows: Row[] = [];
  for (const run of runs) {
    const label = `${run.zone}, ${run.mirror}`;
    const last = rows.at(-1);
    if (last?.label === label && last.runs.at(-1)?.end === run.start) last.runs.push(run);
    else rows.push({ label, runs: [run] });
  }
  return rows;
}

const hex = (pfn: number): string => `0x${pfn.toString(16)}`;

function boxes(run: PageMapRun): string {
  const { start, end, leaves, culprit } = run;
  const glyph = text(glyphOf(leaves));
  const look = lookOf(leaves);
  const said = text(`${leaves.join(' or ')}${run.holder === null ? '' : `, held by #${run.holder}`}`);
  const box = (title: string, shown: string): string =>
    `<b class="sign look-${look}${culprit ? ' culprit' : ''}" title="${title}: ${said}">${shown}</b>`;
  if (end - start > DRAWN) return box(`${hex(start)} to ${hex(end - 1)}`, `${glyph}×${end - start}`);
  return Array.from({ length: end - start }, (_, place) => box(hex(start + place), glyph)).join('');
}

function inWords({ runs }: PageMap): string {
  const counts = new Map<string, number>();
  for (const { leaves, start, end } of runs) {
    const said = leaves.join(' or ');
    counts.set(said, (counts.get(said) ?? 0) + end - start);
  }
  return [...counts].map(([leaf, count]) => `${count} ${leaf}`).join(', ');
}
