import type { CampaignResult } from '../../properties/campaign/result.ts';
import { scenarioJson } from '../../properties/scenario/scenarioJson.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { campaignReport, mergedReport } from '../render/json.ts';

/**
 * What `check --json` prints: one campaign as it is, several with sums over all.
 *
 * @param asked the designs to be tried, if they were named
 */
export function jsonReport(results: readonly CampaignResult[], asked: readonly string[] = []): string {
  const reports = results.map((result) => campaignReport(result, INVARIANTS, scenarioJson));
  const [only] = reports;
  const report =
    reports.length === 1 && asked.length <= 1 && only !== undefined ? only : mergedReport(reports, asked);
  return `${JSON.stringify(report, null, 2)}\n`;
}
