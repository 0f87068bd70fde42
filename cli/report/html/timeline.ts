import { GLYPHS, UNDECIDED } from '../../../properties/picture/glyphs.ts';
import { xmlText } from '../xml.ts';
import type { Moment } from './moments.ts';

/** All pages over time: a slider, and what each side sees at the moment it points at; a script draws them. */
export function timeline(moments: readonly Moment[], place: number): string {
  const last = moments.length - 1;
  const side = (name: string, title: string): string =>
    `<div class="side ${name}"><h3>${title}</h3><div class="map" role="img"></div></div>`;
  return `<div class="time"><button type="button" class="earlier" aria-label="one step earlier">◀</button>
<input type="range" min="0" max="${last}" value="${last}" step="1" aria-label="moment of the run" aria-describedby="said-${place}">
<button type="button" class="later" aria-label="one step later">▶</button></div>
<p class="said" id="said-${place}" aria-live="polite"></p>
<noscript><p>The pages are drawn by a script in this file; the steps below need none.</p></noscript>
<div class="sides">${side('model', 'pages as the model knows them')}${side('target', 'pages as the target reports them')}</div>
${legend(moments)}`;
}

/** What the characters in these maps mean. */
function legend(moments: readonly Moment[]): string {
  const all = moments.flatMap(({ model, target }) => [...model, ...target]);
  const used = new Map(all.map(({ glyph, look }) => [glyph, look]));
  const named = Object.entries({ ...GLYPHS, undecided: UNDECIDED }).filter(([, glyph]) => used.has(glyph));
  const items = named.map(
    ([leaf, glyph]) => `<span><b class="page ${used.get(glyph) ?? ''}">${xmlText(glyph)}</b>${leaf}</span>`,
  );
  const signs = [
    '<span><b class="page protected">&#160;</b>two copies</span>',
    '<span><b class="page exempt">&#160;</b>one copy, nothing promised</span>',
    '<span><b class="page changed">&#160;</b>changed by this step</span>',
    '<span><b class="page culprit">&#160;</b>shows the violation</span>',
    '<span><b class="page differs">&#160;</b>the sides differ</span>',
  ];
  return `<p class="legend">${[...items, ...signs].join('')}</p>`;
}
