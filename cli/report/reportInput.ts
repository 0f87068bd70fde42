import { resolve } from 'node:path';
import type { CampaignResult, FoundViolation } from '../../properties/campaign/result.ts';
import type { TargetReference } from '../../properties/campaign/targetReference.ts';
import type { Story } from '../../properties/run/story.ts';
import { scenarioHash } from '../../properties/scenario/scenarioHash.ts';
import { scenarioText } from '../../properties/scenario/scenarioJson.ts';
import { vitestTest } from '../emit/vitestTest.ts';
import { failureOf, type RepeatedOptions } from '../failureOf.ts';
import type { Failure } from '../render/failure.ts';

/** What every format of a report is made of. */
export interface ReportInput {
  readonly results: readonly CampaignResult[];
  /** The designs to be tried, if they were named: an interruption leaves some out. */
  readonly asked: readonly string[];
  /** Of all results, in their order. */
  readonly failures: readonly ReportedFailure[];
  /** Version of zoneproof. */
  readonly version: string;
  /** When the first campaign began. */
  readonly started: Date;
}

export interface ReportedFailure extends Failure {
  readonly result: CampaignResult;
  /** Identity of the minimal scenario. */
  readonly hash: string;
  /** The scenario as the text of a file. */
  readonly scenarioText: string;
  /** Where that file is, if it was kept; relative to the working directory. */
  readonly file: string | null;
  /** The file that its layout was read from, as the user named it; null for a preset. */
  readonly layoutFile: string | null;
  /** Its story, with all pages after each step where they were kept. */
  readonly story: Story;
  /** A test file for vitest that shows it. */
  readonly test: string;
}

/** What a report says beside the results. */
export interface ReportedRun {
  readonly version: string;
  readonly started: Date;
  /** Where a violation's scenario was kept. */
  readonly fileOf: (found: FoundViolation, hash: string) => string | null;
  readonly asked?: readonly string[];
  /** By name of the layout. */
  readonly layoutFiles: ReadonlyMap<string, string>;
  readonly target: TargetReference;
  /** Stories told once more, with pages. */
  readonly stories?: ReadonlyMap<FoundViolation, Story>;
}

/** Brings together what a campaign, or one for each design, has to report. */
export const reportInput = (
  results: readonly CampaignResult[],
  options: RepeatedOptions,
  run: ReportedRun,
): ReportInput => ({
  results,
  asked: run.asked ?? [],
  version: run.version,
  started: run.started,
  failures: results.flatMap((result) =>
    result.violations.map((found): ReportedFailure => {
      const hash = scenarioHash(found.scenario);
      const replayed = { target: result.target, violation: found.violation, story: found.story };
      const emitted = {
        ...found,
        hash,
        replayed,
        target: run.target,
        folder: resolve('.'),
        version: run.version,
      };
      return {
        ...failureOf(found, result.target, options),
        result,
        hash,
        scenarioText: scenarioText(found.scenario),
        file: run.fileOf(found, hash),
        story: run.stories?.get(found) ?? found.story,
        test: vitestTest(emitted),
        layoutFile: run.layoutFiles.get(found.scenario.layout.name) ?? null,
      };
    }),
  ),
});

/** The failures of one result. */
export const failuresOf = ({ failures }: ReportInput, result: CampaignResult): readonly ReportedFailure[] =>
  failures.filter((failure) => failure.result === result);
