import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { CampaignResult } from '../../properties/campaign/result.ts';
import { runCampaign } from '../../properties/campaign/runCampaign.ts';
import { FAULTS, soundTarget } from '../../properties/index.ts';
import { InputError } from '../../properties/input/inputError.ts';
import { tiny } from '../../properties/presets/tiny.ts';
import { readScenario } from '../../properties/scenario/readScenario.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { annotations, jobSummary, MOST_SUMMARY_BYTES } from './github.ts';
import { isOnGithub } from './isOnGithub.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { type ReportInput, reportInput } from './reportInput.ts';
import { collectReports } from './reportOption.ts';
import { sarifLog, sarifReport } from './sarif.ts';
import { tellGithub } from './tellGithub.ts';
import { writeReports } from './writeReports.ts';
import { element, xmlText } from './xml.ts';

const FAULT = 'pin-stays-in-movable';
const mine = { ...tiny, name: 'mine' };
const plan = { design: 'kernelcore', seed: 1, runs: 20 } as const;

const passed = runCampaign({ ...plan, layouts: [tiny], seed: 5, runs: 30 }, soundTarget);
const thin = {
  ...passed,
  verdict: 'inconclusive',
  design: 'none',
  doubts: ['it was *interrupted*', 'too little'],
} as const;
const broken = runCampaign({ ...plan, layouts: [mine] }, FAULTS[FAULT]!.target); // It exists.
/** What a hostile target can put into a report. */
const ugly = {
  ...broken,
  target: 'a"<b>&`|\u0000\ud800',
  violations: broken.violations.map((found) => ({
    ...found,
    violation: { ...found.violation, sentence: 'threw <x>\u0007 ]]> & "%0A"\n::error::*x*\r\n\u2028|' },
  })),
};

const input = (results: readonly CampaignResult[], file: string | null = null): ReportInput =>
  reportInput(
    results,
    { fault: FAULT, layout: ['machines/my machine.json'] },
    {
      version: '1.2.3',
      started: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
      fileOf: () => file,
      target: { kind: 'fault', name: FAULT },
      layoutFiles: new Map([['mine', 'machines/my machine.json']]),
    },
  );

const schema = (name: string): string => readFileSync(new URL(`./schemas/${name}`, import.meta.url), 'utf8');
const inputs = {
  'one that passed': input([passed]),
  'one that proves too little': input([thin]),
  'one that failed': input([broken], 'a/b.json'),
  'several designs': input([thin, broken, passed]),
  'a hostile target': input([ugly, broken]),
  'none, since it was interrupted': input([]),
};

test('the samples are what they are called', () => {
  expect([passed, thin, broken].map(({ verdict }) => verdict)).toEqual(['pass', 'inconclusive', 'violation']);
});

describe('JUnit', () => {
  test.each(Object.entries(inputs))('of %s fits both schemas', async (_, sample) => {
    for (const name of ['ant-junit.xsd', 'jenkins-junit.xsd']) {
      const { errors } = await validateXML({
        xml: { fileName: 'report.xml', contents: junitReport(sample) },
        schema: { fileName: name, contents: schema(name) },
      });
      expect(errors.map(({ message }) => message)).toEqual([]);
    }
  });

  test('the schemas refuse what they should', async () => {
    const contents = junitReport(inputs['one that failed'])
      .replace('<failure', '<failed')
      .replace('</failure', '</failed');
    for (const name of ['ant-junit.xsd', 'jenkins-junit.xsd']) {
      const files = {
        xml: { fileName: 'r.xml', contents },
        schema: { fileName: name, contents: schema(name) },
      };
      expect((await validateXML(files)).valid).toBe(false);
    }
  });

  test('has a suite for each campaign, and its counts are right', () => {
    const text = junitReport(inputs['several designs']);
    expect(text.match(/<testsuite .*?>/g)?.map((head) => /tests=.*errors="\d+"/.exec(head)?.[0])).toEqual([
      'tests="9" failures="0" errors="1"',
      'tests="9" failures="1" errors="0"',
      'tests="9" failures="0" errors="0"',
    ]);
    expect(text.match(/<testcase /g)).toHaveLength(27);
    expect(text.match(/<failure /g)).toHaveLength(1);
    expect(text.match(/<error /g)).toHaveLength(1);
  });

  test('two violations of one property are two cases with names of their own', () => {
    const twice = { ...broken, violations: [...broken.violations, ...broken.violations] };
    const names = junitReport(input([twice])).match(/<testcase name="follows the model[^"]*"/g);
    expect(new Set(names).size).toBe(2);
  });

  test('XML never breaks, whatever is in it', () => {
    expect(xmlText('\u0000\u001b<&>\ud800\u{1f4a5}')).toBe('\ufffd\ufffd&lt;&amp;&gt;\ufffd\u{1f4a5}');
    expect(element('a', { b: '"\n' })).toBe('<a b="&quot;&#10;"/>');
  });
});

describe('SARIF', () => {
  // Draft 4 of JSON Schema, of which it uses nothing that draft 7 reads otherwise but the name of `$id`.
  const { $schema: _, id: $id, ...official } = JSON.parse(schema('sarif-2.1.0-rtm.5.json'));
  const validate = formats
    .default(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }))
    .compile({ ...official, $id });

  test.each(Object.entries(inputs))('of %s fits the schema', (_, sample) => {
    validate(JSON.parse(sarifReport(sample)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('fits the types of the standard, and the schema refuses what it should', () => {
    const log: Log = sarifLog(inputs['one that failed']);
    expect(validate(log)).toBe(true);
    const [run] = log.runs;
    const [result] = run!.results!; // It failed.
    for (const bad of [
      { ...log, version: '2.0.0' },
      { ...log, runs: [{ results: [] }] },
      { ...log, runs: [{ ...run, results: [{ ...result, level: 'fatal' }] }] },
      { ...log, runs: [{ ...run, results: [{ ...result, ruleIndex: -2 }] }] },
      { ...log, x: 1 },
    ])
      expect(validate(bad)).toBe(false);
  });

  test('stays within what GitHub takes', () => {
    const log = sarifLog(inputs['several designs']);
    const [run] = log.runs;
    const { rules } = run!.tool.driver; // One run, always.
    for (const { shortDescription, fullDescription, help } of rules)
      for (const { text } of [shortDescription, fullDescription, help])
        expect(text.length).toBeLessThan(1024);
    expect([log.runs.length, rules.length < 25_000, run!.results.length < 5000]).toEqual([1, true, true]);
    const texts = sarifLog(inputs['a hostile target']).runs[0]!.results.map(({ message }) => message.text);
    expect(texts.every((text) => text.trim() !== '')).toBe(true);
  });

  test('goes through the steps, each at the line of its operation', () => {
    const [run] = sarifLog(inputs['one that failed']).runs;
    const { locations } = run!.results[0]!.codeFlows[0]!.threadFlows[0]!; // There is a result, and a story.
    const [failure] = inputs['one that failed'].failures;
    const lines = failure!.scenarioText.split('\n');
    expect(
      locations.map(({ location }) =>
        lines[location.physicalLocation.region.startLine - 1]?.trim().slice(0, 16),
      ),
    ).toEqual(['{"kind":"allocat', '{"kind":"pin","o']);
    expect(locations[1]?.location.message.text).toBe(
      '#1 pin(#0, long): the model says moved to Node 0 Normal, then pinned; the target says pinned at 0x20',
    );
  });

  test('names the rule, the fingerprint and the line of the operation', () => {
    const [run] = sarifLog(inputs['one that failed']).runs;
    const { rules } = run!.tool.driver; // One run, always.
    const [result] = run!.results;
    const [failure] = inputs['one that failed'].failures;
    expect(rules.map(({ id }) => id)).toEqual(INVARIANTS.map(({ id }) => id));
    expect(rules[result?.ruleIndex ?? -1]?.id).toBe(result?.ruleId);
    expect(result?.fingerprints).toEqual({ 'zoneproofScenario/v1': failure?.hash });
    const { artifactLocation, region } = result!.locations[0]!.physicalLocation; // There is a result.
    expect(artifactLocation).toEqual({ uri: 'a/b.json', index: 0 });
    expect(failure?.scenarioText.split('\n')[region.startLine - 1]).toMatch(/^ {4}\{"kind":"pin"/);
    expect(result?.relatedLocations[0]?.physicalLocation.artifactLocation.uri).toBe(
      'machines/my%20machine.json',
    );
  });

  test('carries the scenario itself, once, and replaying needs no other file', () => {
    const [run] = sarifLog(input([broken, broken])).runs;
    expect(
      run!.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.index),
    ).toEqual([0, 0]);
    const texts = run!.artifacts.map(({ contents }) => contents.text);
    expect(texts.map((text) => readScenario(JSON.parse(text), 'x'))).toEqual([
      broken.violations[0]?.scenario,
    ]);
  });
});

describe('Markdown', () => {
  test('says verdict, table, rule and command', () => {
    const text = markdownReport(inputs['several designs']);
    expect(text).toMatch(/^## zoneproof: violation, INV-163 is broken\n/);
    for (const part of [
      '| violation | kernelcore |',
      '### INV-163: no page',
      '```sh\nzoneproof replay zp1.',
      '* none: ',
    ])
      expect(text).toContain(part);
    expect(markdownReport(inputs['one that passed'])).toMatch(/^## zoneproof: pass, nothing found\n/);
    expect(markdownReport(inputs['one that proves too little'])).toMatch(/^## zoneproof: inconclusive/);
  });

  test('no sign of a target means anything to a renderer', () => {
    const text = markdownReport(input([ugly]));
    expect(text).toContain('threw &lt;x>');
    expect(text).toContain('\\*x\\*');
    expect(text).toContain('| `a"<b>&\'\\|');
  });
});

describe('GitHub', () => {
  test('gets one line for each failure, and nothing in it ends the command early', () => {
    const lines = annotations(input([ugly, thin], 'a,b:c.json'));
    expect(lines[0]).toMatch(
      /^::error file=a%2Cb%3Ac\.json,title=INV-163 is broken \(kernelcore%2C mine\)::threw <x>/,
    );
    expect(lines[0]).toContain('%250A"%0A::error::*x*%0D%0A');
    expect(lines[1]).toMatch(/^::warning title=zoneproof proves too little \(none\)::/);
    expect(lines.join('')).not.toMatch(/[\n\r]/);
  });

  test('gets ten lines at most', () => {
    const lines = annotations(input(Array.from({ length: 30 }, () => broken)));
    expect(lines).toHaveLength(10);
    expect(lines[9]).toBe('::warning title=zoneproof::and 21 more, see the log');
  });

  test('gets a summary of at most so many bytes, in whole parts', () => {
    const many = input(Array.from({ length: 600 }, () => ugly));
    const text = jobSummary(many, MOST_SUMMARY_BYTES);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_SUMMARY_BYTES);
    expect(Buffer.byteLength(text)).toBeGreaterThan(MOST_SUMMARY_BYTES / 2);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect(text).toMatch(/the log has it\.\n$/);
    expect(jobSummary(inputs['one that failed'], MOST_SUMMARY_BYTES)).toBe(
      `${markdownReport(inputs['one that failed'])}\n`,
    );
    expect(jobSummary(many, 10)).toBe('');
  });

  test('is told in the file and the words it expects, and a summary that cannot be written is no failure', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zoneproof-github-'));
    const file = join(folder, 'summary.md');
    writeFileSync(file, 'before\n');
    const said: string[] = [];
    tellGithub(inputs['one that failed'], (text) => said.push(text), { GITHUB_STEP_SUMMARY: file });
    expect(readFileSync(file, 'utf8')).toMatch(/^before\n## zoneproof: violation/);
    expect(said.join('')).toMatch(/^::error file=a\/b\.json,.*\n$/);
    tellGithub(inputs['one that failed'], (text) => said.push(text), { GITHUB_STEP_SUMMARY: folder });
    expect(said.at(-1)).toMatch(/^warning: the job summary was not written: /);
    expect([isOnGithub({ GITHUB_ACTIONS: 'true' }), isOnGithub({})]).toEqual([true, false]);
  });
});

describe('--report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zoneproof-report-'));

  test('collects formats and files', () => {
    const first = collectReports(`junit=${folder}/a=b.xml`);
    expect(collectReports(`sarif=${folder}/a.sarif`, first)).toEqual([
      { format: 'junit', file: `${folder}/a=b.xml` },
      { format: 'sarif', file: `${folder}/a.sarif` },
    ]);
  });

  test.each([
    ['xml=a.xml', /expected <format>=<file>, the format one of junit, sarif, markdown, json/],
    ['junit', /expected <format>=<file>/],
    ['junit=', /expected <format>=<file>/],
    [`junit=${folder}/none/a.xml`, /a folder that exists, found .*; mkdir -p /],
    [`junit=${folder}`, /expected a file, found .*, which is a folder/],
  ])('%s is refused before anything runs', (value, sentence) => {
    expect(() => collectReports(value)).toThrow(sentence);
    expect(() => collectReports(value)).toThrow(InputError);
  });

  test('one file for two reports is refused', () => {
    const before = collectReports(`junit=${folder}/x`);
    expect(() => collectReports(`json=${folder}/./x`, before)).toThrow(/a file of its own for each report/);
  });

  test('replaces files as a whole, through links, and leaves nothing else behind', () => {
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    writeFileSync(join(inner, 'real.json'), 'old');
    symlinkSync('real.json', join(inner, 'link.json'));
    const files = [
      { format: 'json', file: join(inner, 'link.json') },
      { format: 'junit', file: join(inner, 'new.xml') },
    ] as const;
    writeReports(files, inputs['one that failed']);
    expect(JSON.parse(readFileSync(join(inner, 'real.json'), 'utf8'))).toMatchObject({
      verdict: 'violation',
    });
    expect(readFileSync(join(inner, 'new.xml'), 'utf8')).toContain('</testsuites>');
    expect(readdirSync(inner).sort()).toEqual(['link.json', 'new.xml', 'real.json']);
    const gone = [{ format: 'json', file: join(folder, 'gone', 'a.json') }] as const;
    expect(() => writeReports(gone, inputs['one that failed'])).toThrow(
      /--report: expected a file that can be written/,
    );
  });
});
