import type { CampaignResult } from '../../properties/campaign/result.ts';
import { scenarioJson } from '../../properties/scenario/scenarioJson.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { campaignReport, mergedReport } from '../render/json.ts';

/** What `check --json` prints: one campaign as it is, several with sums over all. */
export function jsonReport(results: readonly CampaignResult[]): string {
  const reports = results.map((result) => campaignReport(result, INVARIANTS, scenarioJson));
  const [only] = reports;
  const report = reports.length === 1 && only !== undefined ? only : mergedReport(reports);
  return `${JSON.stringify(report, null, 2)}\n`;
}
