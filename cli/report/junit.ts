import { hostname } from 'node:os';
import type { CampaignResult } from '../../properties/campaign/result.ts';
import { PROPERTY_NAMES, type PropertyName } from '../../properties/run/violation.ts';
import { failureReport } from '../render/failure.ts';
import { PLAIN } from '../render/ink.ts';
import { campaignSummary } from '../render/summary.ts';
import { failuresOf, type ReportedFailure, type ReportInput } from './reportInput.ts';
import { element, xmlText } from './xml.ts';

/** A case that no violation breaks: whether what was tried proves anything. */
const ENOUGH = 'the campaign proves enough';

/**
 * A test suite for each campaign, a test case for each question it asked. Fits both schemas that are in use: Ant's, which is strict
 * about order, and that of Jenkins.
 */
export function junitReport(input: ReportInput): string {
  const suites = input.results.map((result, id) => suite(result, failuresOf(input, result), input, id));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, lines(suites))}\n`;
}

function suite(
  result: CampaignResult,
  failures: readonly ReportedFailure[],
  { started, version }: ReportInput,
  id: number,
): string {
  const classname = `zoneproof.${result.design}`;
  const cases = [
    enoughCase(result, classname),
    ...PROPERTY_NAMES.flatMap((property) => casesOf(property, failures, classname)),
  ];
  const attributes = {
    name: `zoneproof ${result.design}`,
    package: classname,
    id,
    timestamp: started.toISOString().slice(0, 19),
    hostname: hostname() || 'localhost',
    tests: cases.length,
    failures: failures.length,
    errors: result.verdict === 'inconclusive' ? 1 : 0,
    time: secondsOf(result),
  };
  const output = element('system-out', {}, xmlText(`${campaignSummary(result, PLAIN)}\n`));
  return element(
    'testsuite',
    attributes,
    lines([properties(result, version), ...cases, output, '<system-err></system-err>']),
  );
}

const properties = ({ target, layouts, seed, runs, operations }: CampaignResult, version: string): string =>
  element(
    'properties',
    {},
    lines(
      Object.entries({ zoneproof: version, target, layouts: layouts.join(','), seed, runs, operations }).map(
        ([name, value]) => element('property', { name, value }),
      ),
    ),
  );

/** All the time was spent on all questions together, so one case carries it. */
function enoughCase(result: CampaignResult, classname: string): string {
  const [first = ''] = result.doubts;
  const doubts = xmlText(result.doubts.join('\n'));
  const content =
    result.verdict === 'inconclusive'
      ? element('error', { type: 'inconclusive', message: first }, doubts)
      : '';
  return element('testcase', { name: ENOUGH, classname, time: secondsOf(result) }, content);
}

/** One case if nothing broke the property, else one for each failure: the schemas have one failure a case. */
function casesOf(property: PropertyName, failures: readonly ReportedFailure[], classname: string): string[] {
  const broken = failures.filter(({ found }) => found.violation.property === property);
  if (broken.length === 0) return [element('testcase', { name: property, classname, time: 0 })];
  return broken.map((failure, place) => {
    const { invariant, sentence } = failure.found.violation;
    const name = place === 0 ? property : `${property}, ${failure.hash}`;
    const report = xmlText(`${failureReport(failure, PLAIN)}\n`);
    const content = element('failure', { type: invariant, message: sentence }, report);
    return element('testcase', { name, classname, time: 0 }, content);
  });
}

const secondsOf = ({ milliseconds }: CampaignResult): string => (milliseconds / 1000).toFixed(3);

const lines = (parts: readonly string[]): string => `\n${parts.join('\n')}\n`;
