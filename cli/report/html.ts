import type { CampaignResult } from '../../properties/campaign/result.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { worstOf } from '../exitCode.ts';
import { count, duration } from '../render/numbers.ts';
import { failureSection } from './html/failureSection.ts';
import { momentsOf } from './html/moments.ts';
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
  const data = failures.map(({ replay, passing, test, found }, place) => ({
    replay,
    passing,
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
${contents(failures)}
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

/** Where there are several failures, a way to each. */
function contents(failures: readonly ReportedFailure[]): string {
  if (failures.length < 2) return '';
  const items = failures.map(({ found, rule }, place) => {
    const { violation, scenario } = found;
    const where = `${scenario.layout.name}, ${scenario.design}`;
    return `<li><a href="#failure-${place}">${rule.id} ${xmlText(violation.sentence)}</a> <span class="place">${xmlText(where)}</span></li>`;
  });
  return `<nav aria-label="failures"><ol>${items.join('')}</ol></nav>`;
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
