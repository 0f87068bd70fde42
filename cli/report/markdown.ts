import type { CampaignResult } from '../../properties/campaign/result.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { worstOfAsked } from '../exitCode.ts';
import { failureReport } from '../render/failure.ts';
import { PLAIN } from '../render/ink.ts';
import { count, counted, duration } from '../render/numbers.ts';
import { storyInWords } from '../render/storyInWords.ts';
import type { ReportedFailure, ReportInput } from './reportInput.ts';

/** The failures and what the campaigns saw, for a comment or a job summary; GitHub's flavour. */
export const markdownReport = (input: ReportInput): string => markdownParts(input).join('\n');

/** The same in parts, the most important first, so that a place with a limit can leave out the last ones. */
export const markdownParts = ({ results, asked, failures }: ReportInput): string[] => [
  `## zoneproof: ${headline(results, asked.length, failures)}\n`,
  campaignTable(results),
  ...failures.map(failurePart),
  ...results.filter(({ findings }) => findings.length > 0).map((result) => findingsPart(result, results)),
];

function headline(
  results: readonly CampaignResult[],
  asked: number,
  failures: readonly ReportedFailure[],
): string {
  const verdict = worstOfAsked(
    results.map((result) => result.verdict),
    asked,
  );
  if (verdict === 'pass') return 'pass, nothing found';
  if (verdict === 'inconclusive') return 'inconclusive, nothing found, but what ran proves too little';
  const broken = [...new Set(failures.map(({ rule }) => rule.id))];
  return `violation, ${broken.join(', ')} ${broken.length === 1 ? 'is' : 'are'} broken`;
}

const HEADS = ['verdict', 'design', 'target', 'layouts', 'seed', 'operations', 'runs', 'transitions', 'time'];

function campaignTable(results: readonly CampaignResult[]): string {
  const rows = results.map((result) => [
    result.verdict,
    result.design,
    code(result.target),
    result.layouts.join(', '),
    String(result.seed),
    count(result.operations),
    count(result.runs),
    `${result.coverage.transitions.reached} of ${result.coverage.transitions.total}`,
    duration(result.milliseconds),
  ]);
  const doubts = results.flatMap(({ design, doubts }) =>
    doubts.map((doubt) => `* ${design}: ${plain(doubt)}`),
  );
  const table = [HEADS, HEADS.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return [...table, ...(doubts.length === 0 ? [] : ['', ...doubts]), ''].join('\n');
}

function failurePart(failure: ReportedFailure): string {
  const { found, rule, hash, replay } = failure;
  const length = counted(operationCount(found.scenario.operations), 'operation');
  return [
    `### ${rule.id}: ${plain(rule.claim)}\n`,
    `${plain(storyInWords(found))}\n`,
    `Why it matters: ${plain(rule.why)}. Source: ${plain(rule.source)}.\n`,
    `See it again, ${length}:\n`,
    `${fenced(replay, 'sh')}\n`,
    `<details><summary>step by step (${hash})</summary>\n`,
    `${fenced(failureReport(failure, PLAIN), 'text')}\n`,
    '</details>\n',
  ].join('\n');
}

function findingsPart({ design, findings }: CampaignResult, { length }: readonly unknown[]): string {
  const where = length > 1 ? ` under ${design}` : '';
  const lines = findings.map(({ kind, sentence, count: times }) => {
    const often = times > 1 ? ` (${count(times)} times)` : '';
    return `* ${code(kind)}: ${plain(sentence)}${often}`;
  });
  return [`### Legal, but worth knowing${where}\n`, ...lines, ''].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Text from a target or a file: none of its signs means anything to a renderer. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]~|@#]/g, '\\$&');

/** In a code span backslashes mean nothing, so a backtick can only be replaced. */
const code = (text: string): string => `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;

/** A block of code; its fence is longer than any row of backticks inside. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
