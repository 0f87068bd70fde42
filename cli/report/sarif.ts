import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CampaignResult } from '../../properties/campaign/result.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { EXIT_CODES } from '../exitCode.ts';
import { storyInWords } from '../render/storyInWords.ts';
import type { ReportedFailure, ReportInput } from './reportInput.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * The failures as static analysis tools exchange them (SARIF 2.1.0). The rules are the invariants; a result points into its minimal
 * scenario, whose text travels in the report, and its fingerprint is the hash of that scenario.
 */
export const sarifReport = (input: ReportInput): string => `${JSON.stringify(sarifLog(input), null, 2)}\n`;

/** The same as data. */
export function sarifLog({ results, failures, version, started }: ReportInput) {
  const hashes = [...new Set(failures.map(({ hash }) => hash))]; // Artifacts are told apart by place, so each is there once.
  const kept = hashes.map((hash) => failures.find((failure) => failure.hash === hash)!); // It came from there.
  return {
    $schema: SCHEMA,
    version: '2.1.0' as const,
    runs: [
      {
        tool: {
          driver: { name: 'zoneproof', semanticVersion: version, version, rules: INVARIANTS.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits' as const,
        invocations: results.map((result) => invocation(result, started)),
        artifacts: kept.map((failure) => ({
          location: { uri: uriOf(failure) },
          mimeType: 'application/json',
          contents: { text: failure.scenarioText },
        })),
        results: failures.map((failure) => sarifResult(failure, hashes.indexOf(failure.hash))),
      },
    ],
  };
}

const ruleOf = ({ id, claim, why, source }: (typeof INVARIANTS)[number]) => ({
  id,
  shortDescription: { text: claim },
  fullDescription: { text: why },
  help: { text: `${claim}: ${why}. Source: ${source}. More: zoneproof explain ${id}` },
  defaultConfiguration: { level: 'error' as const },
});

/** One campaign; what makes it prove too little is a notification, not a result. */
const invocation = ({ verdict, doubts, design, target, seed }: CampaignResult, started: Date) => ({
  executionSuccessful: true,
  exitCode: EXIT_CODES[verdict],
  startTimeUtc: started.toISOString(),
  toolExecutionNotifications: doubts.map((text) => ({ level: 'warning' as const, message: { text } })),
  properties: { verdict, design, target, seed },
});

function sarifResult(failure: ReportedFailure, index: number) {
  const { found, hash, target, replay, layoutFile } = failure;
  const { violation, scenario, token } = found;
  const ruleIndex = INVARIANTS.findIndex(({ id }) => id === violation.invariant);
  return {
    ruleId: violation.invariant,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    kind: 'fail' as const,
    level: 'error' as const,
    message: { text: `${violation.sentence}\n\n${storyInWords(found)}\n\nTo see it again: ${replay}` },
    locations: [{ physicalLocation: placeOf(failure, index, violation.operation) }],
    codeFlows: codeFlowsOf(failure, index),
    relatedLocations:
      layoutFile === null
        ? []
        : [
            {
              message: { text: 'the layout' },
              physicalLocation: { artifactLocation: { uri: fileUri(layoutFile) } },
            },
          ],
    fingerprints: { 'zoneproofScenario/v1': hash },
    // GitHub tells results apart by this one.
    partialFingerprints: { primaryLocationLineHash: hash },
    properties: { token, replay, target, design: scenario.design, layout: scenario.layout.name },
  };
}

/** A scenario that was kept nowhere still has a name, and its text is in the report. */
const uriOf = ({ file, hash }: ReportedFailure): string => fileUri(file ?? `zoneproof-${hash}.json`);

const fileUri = (file: string): string =>
  isAbsolute(file) ? pathToFileURL(file).href : encodeURI(file.replaceAll('\\', '/').replace(/^\.\//, ''));

const placeOf = (failure: ReportedFailure, index: number, operation: number) => ({
  artifactLocation: { uri: uriOf(failure), index },
  region: { startLine: lineOf(failure, operation) },
});

/** Where the scenario's text has an operation: each is a line; questions of the end are at the last. */
function lineOf({ scenarioText }: ReportedFailure, operation: number): number {
  const before = scenarioText.slice(0, scenarioText.indexOf('"operations": ['));
  const head = before.split('\n').length;
  const last = Math.max(1, scenarioText.split('\n').length - 1);
  return Math.min(head + 1 + operation, last);
}

/** The story, for viewers that go through a result step by step. */
function codeFlowsOf(failure: ReportedFailure, index: number) {
  const locations = failure.found.story.steps.map(({ number, operation, modelSays, targetSays }) => ({
    location: {
      physicalLocation: placeOf(failure, index, number),
      message: {
        text: `${describeOperation(operation, number)}: the model says ${modelSays}; the target says ${targetSays}`,
      },
    },
  }));
  return locations.length === 0 ? [] : [{ threadFlows: [{ locations }] }];
}
