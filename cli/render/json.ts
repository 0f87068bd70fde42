import type { CampaignResult, FoundViolation } from '../../properties/campaign/result.ts';
import type { Scenario } from '../../properties/scenario/scenario.ts';
import { scenarioHash } from '../../properties/scenario/scenarioHash.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { worstOfAsked } from '../exitCode.ts';
import { type Rule, ruleOf } from './rule.ts';

/** What `check --json` prints of one campaign. All of it depends on the seed alone, but for rate and milliseconds. */
export type CampaignReport = ReturnType<typeof campaignReport>;

type ScenarioJson = (scenario: Scenario) => unknown;

export const campaignReport = (
  result: CampaignResult,
  rules: readonly Rule[],
  scenarioJson: ScenarioJson,
) => ({
  verdict: result.verdict,
  doubts: result.doubts,
  silent: result.silent ?? [],
  target: result.target,
  design: result.design,
  layouts: result.layouts,
  seed: result.seed,
  lastSeed: result.lastSeed,
  runs: result.runs,
  operations: result.operations,
  skipped: result.skipped,
  operationsPerSecond: Math.round((1000 * result.operations) / Math.max(1, result.milliseconds)),
  violations: result.violations.map((found) => foundReport(found, rules, scenarioJson)),
  findings: result.findings,
  witnesses: result.witnesses,
  coverage: result.coverage,
  decisions: result.decisions,
  oneSided: result.oneSided,
  ...(result.canary === undefined ? {} : { canary: result.canary }),
  outcomes: result.outcomes,
  milliseconds: result.milliseconds,
});

const foundReport = (found: FoundViolation, rules: readonly Rule[], scenarioJson: ScenarioJson) => ({
  ...violationReport(found, rules, scenarioJson),
  minimal: found.minimal,
  foundIn: found.foundIn,
  executions: found.executions,
  certificate: found.certificate,
  searched: found.searched,
});

/** A violation as `check` and `replay` print it; `operations` is the length of the scenario. */
export const violationReport = (
  {
    violation,
    scenario,
    token,
    explanation,
  }: Pick<FoundViolation, 'violation' | 'scenario' | 'token' | 'explanation'>,
  rules: readonly Rule[],
  scenarioJson: ScenarioJson,
) => ({
  invariant: violation.invariant,
  claim: ruleOf(rules, violation.invariant).claim,
  property: violation.property,
  sentence: violation.sentence,
  pfns: violation.pfns,
  operations: operationCount(scenario.operations),
  scenario: scenarioJson(scenario),
  hash: scenarioHash(scenario),
  token,
  ...(explanation && { explanation }),
});

/**
 * Several designs, each with its own report; sums where a sum means something.
 *
 * @param asked the designs to be tried; an interruption leaves some out
 */
export function mergedReport(reports: readonly CampaignReport[], asked: readonly string[]) {
  const sum = (of: (report: CampaignReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  const milliseconds = sum((report) => report.milliseconds);
  const operations = sum((report) => report.operations);
  return {
    verdict: worstOfAsked(
      reports.map(({ verdict }) => verdict),
      asked.length,
    ),
    notTried: asked.slice(reports.length),
    seed: reports[0]?.seed,
    runs: sum((report) => report.runs),
    operations,
    operationsPerSecond: Math.round((1000 * operations) / Math.max(1, milliseconds)),
    violations: reports.flatMap(({ violations }) => violations),
    milliseconds,
    designs: reports,
  };
}
