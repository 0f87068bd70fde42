import { markdownParts } from './markdown.ts';
import type { ReportedFailure, ReportInput } from './reportInput.ts';

/** GitHub shows no more annotations of one step. */
const MOST_ANNOTATIONS = 10;
/** GitHub drops the summary of a step that is longer, all of it. */
export const MOST_SUMMARY_BYTES = 2 ** 20;

/** Commands to the runner of GitHub Actions, a line each: what was found, beside the code and above the log. */
export function annotations({ failures, results }: ReportInput): string[] {
  const errors = failures.map(errorLine);
  const doubts = results.flatMap(({ design, doubts }) =>
    doubts.map(
      (doubt) => `::warning title=${property(`zoneproof proves too little (${design})`)}::${message(doubt)}`,
    ),
  );
  const all = [...errors, ...doubts];
  if (all.length <= MOST_ANNOTATIONS) return all;
  const more = all.length - MOST_ANNOTATIONS + 1;
  return [...all.slice(0, MOST_ANNOTATIONS - 1), `::warning title=zoneproof::and ${more} more, see the log`];
}

function errorLine({ found, rule, replay, file }: ReportedFailure): string {
  const { scenario, violation } = found;
  const title = `${rule.id} is broken (${scenario.design}, ${scenario.layout.name})`;
  const place = file === null ? '' : `file=${property(file)},`;
  const text = `${violation.sentence}\n${rule.claim}\nsee it again: ${replay}`;
  return `::error ${place}title=${property(title)}::${message(text)}`;
}

/** What ends a command, or a line of one, must not stand in it as it is. */
const message = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const CUT = '\nThe rest did not fit into this summary; the log has it.\n';

/** The report in Markdown, whole parts of it, in at most so many bytes. */
export function jobSummary(input: ReportInput, most: number): string {
  const parts = markdownParts(input).map((part) => `${part}\n`);
  if (Buffer.byteLength(parts.join('')) <= most) return parts.join('');
  let left = most - Buffer.byteLength(CUT);
  if (left < 0) return '';
  const fitting = parts.findIndex((part) => {
    left -= Buffer.byteLength(part);
    return left < 0;
  });
  return `${parts.slice(0, fitting).join('')}${CUT}`;
}
