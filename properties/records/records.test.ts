import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import type { Target } from '../../spec/allocator.ts';
import { sendCanary } from '../campaign/canary.ts';
import { longestRun } from '../campaign/ladder.ts';
import { Lane } from '../campaign/lane.ts';
import { numberedSteps } from '../campaign/numberedSteps.ts';
import type { CampaignPlan } from '../campaign/options.ts';
import type { CampaignResult } from '../campaign/result.ts';
import { runCampaign } from '../campaign/runCampaign.ts';
import { type Shard, stepsOf, WHOLE } from '../campaign/shard.ts';
import { createWatch } from '../campaign/watch.ts';
import { FAULTS } from '../faults/index.ts';
import { tiny } from '../presets/tiny.ts';
import { tinyNuma } from '../presets/tinyNuma.ts';
import { mergeRecords } from './mergeRecords.ts';
import { readRecords } from './readRecords.ts';
import { FileBook } from './recordBook.ts';
import type { StepRecord } from './stepRecord.ts';
import { factsOf } from './targetFacts.ts';

const DIRECTORY = mkdtempSync(join(tmpdir(), 'zoneproof-records-'));
const VERSION = '1.2.3';
const plan: CampaignPlan = { layouts: [tiny, tinyNuma], design: 'kernelcore', seed: 3, runs: 100 };

/** As a thread does it: all steps of the shard, up to one that breaks a rule. */
function recordsOf(target: Target, of: CampaignPlan, shard: Shard): StepRecord[] {
  const lane = new Lane(of, target, createWatch(longestRun(of)), () => {});
  const records: StepRecord[] = [];
  for (const step of stepsOf(shard, numberedSteps(of))) {
    const sighting = lane.walk(step);
    const record = lane.record()!; // Of that step.
    if (sighting === null) records.push(record);
    else {
      const found = lane.explain(
        lane.pursue(sighting, () => false),
        () => false,
      );
      return [...records, { ...record, found }];
    }
  }
  return records;
}

const titleOf = (of: CampaignPlan, shard: Shard) => ({ version: VERSION, plan: of, shard, asked: {} });

let files = 0;

/** Writes records to a file of their own, and returns its name. */
function written(target: Target, of: CampaignPlan, shard: Shard): string {
  const file = join(DIRECTORY, `${files++}.jsonl`);
  const book = new FileBook(file, titleOf(of, shard));
  book.begin(factsOf(target));
  for (const record of recordsOf(target, of, shard)) book.write(record, 7);
  book.end('done', 8, sendCanary(of.design));
  return file;
}

const merged = (names: readonly string[]): CampaignResult =>
  mergeRecords(
    names.map((file) => ({ file, records: readRecords(readFileSync(file, 'utf8'), file, VERSION) })),
  ).result;

const timeless = (result: CampaignResult): string => JSON.stringify({ ...result, milliseconds: 0 });

const shards = [3, 1, 4, 2].map((index) => ({ index, of: 4 }));

describe.each(['offline-forgets-private-lists', ''])('four shards %s', (name) => {
  const fault = FAULTS[name];
  const target = fault?.target ?? soundTarget;
  const { runs: _, ...unlimited } = plan;
  const hunt = fault === undefined ? plan : { ...unlimited, design: fault.design };
  const names = shards.map((shard) => written(target, hunt, shard));

  test('in any order are one run, byte for byte', () => {
    expect(timeless(merged(names))).toBe(timeless(runCampaign(hunt, target)));
  });

  test('come back from a file as they were written', () => {
    const { steps } = readRecords(readFileSync(names[0]!, 'utf8'), 'file', VERSION);
    expect(steps).toEqual(recordsOf(target, hunt, shards[0]!));
    for (const { found } of steps) if (found) expect([tiny, tinyNuma]).toContain(found.scenario.layout);
  });

  test('are refused where one is missing or there twice', () => {
    const [one, two, three, four] = names as [string, string, string, string];
    expect(() => merged([one, two, three])).toThrow(/each of 4 shards once, found no file of shard 2\/4/);
    expect(() => merged([one, two, three, four, one])).toThrow(/found shard 3\/4 in .* and .*\.jsonl/);
  });
});

test('shards of different campaigns are refused', () => {
  const one = written(soundTarget, { ...plan, runs: 2 }, { index: 1, of: 2 });
  const differ = (change: Partial<CampaignPlan>, target: Target = soundTarget) =>
    merged([one, written(target, { ...plan, runs: 2, ...change }, { index: 2, of: 2 })]);
  expect(() => differ({ seed: 4 })).toThrow(/same campaign as .*, found seed 4 and not 3/);
  expect(() => differ({ runs: 3 })).toThrow(/found runs 3 and not 2/);
  expect(() => differ({ layouts: [tiny] })).toThrow(/found layouts \["tiny"\] and not/);
  expect(() => differ({}, { ...soundTarget, name: 'other' })).toThrow(
    /found target "other" and not "zoneproof/,
  );
  expect(() => merged([])).toThrow(/the files of all shards, found none/);
});

describe('a file of records', () => {
  const file = written(soundTarget, plan, WHOLE);
  const text = readFileSync(file, 'utf8');

  test('cut off anywhere holds every step that was written whole', () => {
    const { steps } = readRecords(text, file, VERSION);
    for (const part of [0, 0.1, 0.5, 0.77, 0.99]) {
      const cut = text.slice(0, Math.floor(part * text.length));
      const known = readRecords(cut, file, VERSION);
      expect(known.steps).toEqual(steps.slice(0, Math.max(0, cut.split('\n').length - 2)));
      expect(known.done).toBe(false);
    }
  });

  test('is taken up where it was cut off, and ends as it would have', () => {
    const half = join(DIRECTORY, 'half.jsonl');
    writeFileSync(half, text.slice(0, Math.floor(text.length / 2)));
    const book = new FileBook(half, titleOf(plan, WHOLE));
    book.begin(factsOf(soundTarget));
    const done = new Set(book.done.map(({ step }) => step));
    for (const record of recordsOf(soundTarget, plan, WHOLE))
      if (!done.has(record.step)) book.write(record, 9);
    book.end('done', 9, sendCanary(plan.design));
    expect(done.size).toBeGreaterThan(0);
    expect(timeless(merged([half]))).toBe(timeless(merged([file])));
  });

  test('of another campaign, another target or another shard is left alone', () => {
    const open = (of: CampaignPlan, shard = WHOLE) => new FileBook(file, titleOf(of, shard));
    expect(() => open({ ...plan, seed: 9 })).toThrow(
      /expected records of this campaign, found seed 3 and not 9/,
    );
    expect(() => open(plan, { index: 1, of: 2 })).toThrow(/number of shards 1 and not 2/);
    expect(() => open(plan).begin({ name: 'other' })).toThrow(/found target "zoneproof.*" and not "other"/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('that is none, or of another version, is refused with its line', () => {
    expect(() => readRecords('hello\n', 'x', VERSION)).toThrow(
      /^x, line 1: expected the records of a campaign/,
    );
    expect(() => readRecords(text, 'x', '9.9.9')).toThrow(
      /records written by zoneproof 9\.9\.9, found "1\.2\.3"/,
    );
    const spoilt = join(DIRECTORY, 'spoilt.jsonl');
    writeFileSync(spoilt, text);
    appendFileSync(spoilt, '{"end":"never"}\n');
    expect(() => merged([spoilt])).toThrow(/line \d+: expected the record of a step, found "\{/);
    expect(() => new FileBook(DIRECTORY, titleOf(plan, WHOLE))).toThrow(/expected a file that can be read/);
  });
});

test('what an interruption kept from being made minimal is kept, and walked again', () => {
  const fault = FAULTS['offline-forgets-private-lists']!; // A test of the table names them all.
  const { runs: _, ...unlimited } = plan;
  const hunt = { ...unlimited, design: fault.design };
  const names = [join(DIRECTORY, 'hasty.jsonl')];
  const write = (records: readonly StepRecord[]) => {
    const book = new FileBook(names[0]!, titleOf(hunt, WHOLE)); // There is one.
    book.begin(factsOf(fault.target));
    for (const record of records)
      if (!book.done.some(({ step }) => step === record.step)) book.write(record, 1);
    book.end('interrupted', 1);
    return book.done.length;
  };
  const records = recordsOf(fault.target, hunt, WHOLE);
  const hasty = records.map((record) =>
    record.found === undefined ? record : { ...record, found: { ...record.found, minimal: false } },
  );
  write(hasty);
  expect(merged(names).violations[0]?.minimal).toBe(false);
  expect(write(records)).toBe(records.length - 1);
  expect(merged(names).violations[0]?.minimal).toBe(true);
});

test('a shard that was interrupted leaves a doubt, unless what it lacks lies behind the violation', () => {
  const file = join(DIRECTORY, 'interrupted.jsonl');
  const book = new FileBook(file, titleOf(plan, WHOLE));
  book.begin(factsOf(soundTarget));
  book.write(recordsOf(soundTarget, { ...plan, runs: 12 }, WHOLE)[0]!, 1);
  book.end('interrupted', 1);
  expect(merged([file])).toMatchObject({
    verdict: 'inconclusive',
    doubts: ['it was interrupted before it was done'],
  });
});
