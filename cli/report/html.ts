import type { CampaignResult } from '../../properties/campaign/result.ts';
import { GLYPHS, UNDECIDED } from '../../properties/picture/glyphs.ts';
import type { Step } from '../../properties/run/story.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { worstOf } from '../exitCode.ts';
import { count, duration } from '../render/numbers.ts';
import { type Moment, momentsOf } from './html/moments.ts';
import { SCRIPT } from './html/script.ts';
import { STYLE } from './html/style.ts';
import type { ReportedFailure, ReportInput } from './reportInput.ts';
import { xmlText } from './xml.ts';

/** Nothing is loaded from anywhere, whatever a target wrote into the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/** One page that opens from disk: verdict, then for each failure all pages over time, model beside target, the rule, what to copy. */
export function htmlReport({ results, failures, version, started }: ReportInput): string {
  const verdict = worstOf(results.map((result) => result.verdict));
  const moments = failures.map(({ story }) => momentsOf(story));
  const data = failures.map(({ replay, test, found }, place) => ({
    replay,
    test,
    token: found.token,
    moments: moments[place],
    geometry: blocksOf(found.scenario.layout),
  }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>zoneproof: ${verdict}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>zoneproof: <span class="${verdict}">${verdict}</span></h1>
<p class="place">version ${xmlText(version)}, begun ${started.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
</header>
<main>
${campaigns(results)}
${failures.map((failure, place) => failureSection(failure, place, moments[place] ?? [])).join('\n')}
${findings(results)}
</main>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

const blocksOf = ({ geometry }: Layout) => ({
  pageblock: 2 ** geometry.pageblockOrder,
  memoryBlock: geometry.memoryBlockPages,
});

const HEADS = ['verdict', 'design', 'target', 'layouts', 'seed', 'operations', 'runs', 'time'];

function campaigns(results: readonly CampaignResult[]): string {
  const rows = results.map(({ verdict, design, target, layouts, seed, operations, runs, milliseconds }) =>
    cells(
      [
        design,
        target,
        layouts.join(', '),
        String(seed),
        count(operations),
        count(runs),
        duration(milliseconds),
      ],
      `<td class="${verdict}">${verdict}</td>`,
    ),
  );
  const doubts = results.flatMap(({ design, doubts }) =>
    doubts.map((doubt) => `<li>${xmlText(`${design}: ${doubt}`)}</li>`),
  );
  const list = doubts.length === 0 ? '' : `<h2>Doubts</h2><ul>${doubts.join('')}</ul>`;
  return `<div class="scroll"><table><thead><tr>${HEADS.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${list}`;
}

const cells = (texts: readonly string[], first = ''): string =>
  `<tr>${first}${texts.map((text) => `<td>${xmlText(text)}</td>`).join('')}</tr>`;

function failureSection(failure: ReportedFailure, place: number, moments: readonly Moment[]): string {
  const { found, rule, target, hash, replay, explain, test } = failure;
  const { violation, scenario, token } = found;
  const where = `property '${violation.property}', layout ${scenario.layout.name}, design ${scenario.design}, target ${target}, scenario ${hash}`;
  return `<section class="failure" data-place="${place}" aria-labelledby="failure-${place}">
<h2 id="failure-${place}"><span class="violation">${rule.id}</span> ${xmlText(violation.sentence)}</h2>
<p class="place">${xmlText(where)}</p>
${moments.length === 0 ? '' : timeline(moments, place)}
${stepTable(failure.story.steps)}
<h3>The rule</h3>
<dl><dt>rule</dt><dd>${xmlText(rule.claim)}</dd><dt>why</dt><dd>${xmlText(rule.why)}</dd><dt>source</dt><dd>${xmlText(rule.source)}</dd><dt>more</dt><dd><code>${xmlText(explain)}</code></dd></dl>
<h3>See it again</h3>
<pre class="command">${xmlText(replay)}</pre>
<p class="copies"><button type="button" data-copies="replay">copy the command</button> <button type="button" data-copies="test">copy a test for vitest</button> <button type="button" data-copies="token" title="${xmlText(token)}">copy the token</button> <span class="copied" role="status"></span></p>
<details><summary>the test</summary><pre class="test">${xmlText(test)}</pre></details>
</section>`;
}

function timeline(moments: readonly Moment[], place: number): string {
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

function stepTable(steps: readonly Step[]): string {
  if (steps.length === 0) return '';
  const rows = steps.map(({ number, operation, modelSays, targetSays, agrees }) => {
    const sign = agrees ? '' : '✗ ';
    const call = xmlText(describeOperation(operation));
    return `<tr${agrees ? '' : ' class="broken"'}><td>${sign}<button type="button" class="step" aria-label="show step ${number}">#${number}</button></td><td class="call">${call}</td><td>${xmlText(modelSays)}</td><td>${xmlText(targetSays)}</td></tr>`;
  });
  const heads = ['', 'operation', 'model says', 'target says']
    .map((head) => `<th scope="col">${head}</th>`)
    .join('');
  return `<h3>Step by step</h3><div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function findings(results: readonly CampaignResult[]): string {
  const rows = results.flatMap(({ design, findings: found }) =>
    found.map(({ kind, sentence, count: times }) => cells([design, kind, sentence, count(times)])),
  );
  if (rows.length === 0) return '';
  const heads = ['design', 'finding', 'what happened', 'times']
    .map((head) => `<th scope="col">${head}</th>`)
    .join('');
  return `<h2>Legal, but worth knowing</h2><div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** Data that nothing in a script element can end early. */
const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
