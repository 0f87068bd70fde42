import type { CampaignResult } from '../properties/campaign/result.ts';
import type { FailureStore } from '../properties/failures/failureStore.ts';
import type { ReplayedFailures } from '../properties/failures/replayFailures.ts';
import type { DesignName } from '../spec/designs/design.ts';
import type { Layout } from '../spec/layout/layout.ts';
import { EXIT_CODES, worstOfAsked } from './exitCode.ts';
import { failureOf, type RepeatedOptions } from './failureOf.ts';
import { writeTextFile } from './files.ts';
import { packageVersion } from './packageVersion.ts';
import { designsLine } from './render/designsLine.ts';
import { failureReport } from './render/failure.ts';
import { inkFor } from './render/ink.ts';
import { campaignSummary } from './render/summary.ts';
import { isOnGithub } from './report/isOnGithub.ts';
import type { ReportFile } from './report/reportOption.ts';
import { storedLine } from './storedFailures.ts';
import { layoutFiles, referenceOf } from './subjects.ts';

/** What is told of campaigns, and where. */
export interface PublishOptions extends RepeatedOptions {
  readonly design?: readonly DesignName[];
  readonly save?: string;
  readonly report?: readonly ReportFile[];
  readonly json?: boolean;
}

/** What came before the results. */
interface Origin {
  readonly started: Date;
  readonly store: FailureStore | null;
  /** Stored failures that settled the matter, so that no campaign was run. */
  readonly settled: ReplayedFailures | null;
}

/** Says what campaigns came to, wherever that was asked for. @returns the exit code */
export async function publish(
  results: readonly CampaignResult[],
  options: PublishOptions,
  layouts: readonly Layout[],
  { started, store, settled }: Origin,
): Promise<number> {
  // Stored failures have designs of their own, and all of them were tried.
  const asked = settled === null ? (options.design ?? []) : [];
  const [found] = results.flatMap(({ violations }) => violations);
  process.stdout.write(options.json ? await jsonText(results, asked) : reportText(results, options, settled));
  if (options.save !== undefined && found !== undefined) {
    const { scenarioText } = await import('../properties/scenario/scenarioJson.ts');
    writeTextFile(options.save, '--save', scenarioText(found.scenario));
  }
  if (options.report !== undefined || isOnGithub())
    await tellOthers(results, { ...options, design: asked }, layouts, started, store);
  const verdicts = results.map(({ verdict }) => verdict);
  return EXIT_CODES[worstOfAsked(verdicts, asked.length === 0 ? 1 : asked.length)];
}

/** Writes the reports that were asked for, and tells GitHub if it listens. */
async function tellOthers(
  results: readonly CampaignResult[],
  options: PublishOptions,
  layouts: readonly Layout[],
  started: Date,
  store: FailureStore | null,
): Promise<void> {
  const { reportInput } = await import('./report/reportInput.ts');
  const { writeReports } = await import('./report/writeReports.ts');
  const { tellGithub } = await import('./report/tellGithub.ts');
  const [saved] = results.flatMap(({ violations }) => violations);
  const target = referenceOf(options);
  const drawsPages = options.report?.some(({ format }) => format === 'html') ?? false;
  const { storiesWithPages } = await import('./report/storiesWithPages.ts');
  const input = reportInput(results, options, {
    version: packageVersion(),
    started,
    fileOf: (found, hash) => store?.fileOf(hash) ?? (found === saved ? (options.save ?? null) : null),
    asked: options.design ?? [],
    layoutFiles: layoutFiles(options.layout ?? [], layouts),
    target,
    ...(drawsPages ? { stories: await storiesWithPages(results, target) } : {}),
  });
  writeReports(options.report ?? [], input);
  if (isOnGithub()) tellGithub(input, say);
}

const say = (text: string): void => {
  process.stderr.write(text);
};

function reportText(
  results: readonly CampaignResult[],
  options: PublishOptions,
  stored: ReplayedFailures | null,
): string {
  const ink = inkFor(process.stdout);
  const parts = results.flatMap((result) => [
    ...result.violations.map((found) => failureReport(failureOf(found, result.target, options), ink)),
    ...(stored === null ? [campaignSummary(result, ink)] : []),
  ]);
  if (stored !== null) parts.push(storedLine(stored));
  const asked = stored === null ? (options.design?.length ?? 1) : 1;
  if (asked > 1) parts.push(designsLine(results, asked, ink));
  return `${parts.join('\n\n')}\n`;
}

async function jsonText(results: readonly CampaignResult[], asked: readonly string[]): Promise<string> {
  const { jsonReport } = await import('./report/json.ts');
  return jsonReport(results, asked);
}
