import { expect, test } from 'vitest';
import type { CampaignResult } from '../../properties/campaign/result.ts';
import { PLAIN } from './ink.ts';
import { campaignSummary } from './summary.ts';

const passed: CampaignResult = {
  verdict: 'pass',
  doubts: [],
  target: 'zoneproof',
  design: 'kernelcore',
  layouts: ['tiny', 'small'],
  seed: 1,
  lastSeed: 2654435770,
  runs: 1040,
  operations: 2_000_120,
  skipped: 4200,
  outcomes: [
    { kind: 'allocate', outcome: 'granted', count: 1_000_000 },
    { kind: 'allocate', outcome: 'no memory', count: 60 },
    { kind: 'offline', outcome: 'done', count: 50 },
    { kind: 'offline', outcome: 'poisoned in the way', count: 10 },
  ],
  coverage: {
    leaves: { reached: 15, total: 16 },
    transitions: { reached: 98, total: 100, unreachable: 12 },
    missing: ['free.cached --serveKernel--> pinned.kernel', 'a --b--> c'],
    unreachable: [],
    surprises: [],
  },
  witnesses: {
    reached: 1,
    total: 2,
    counts: [
      { name: 'drained', meaning: 'a private list gave blocks back', count: 4 },
      { name: 'pin-refused', meaning: 'a long-term pin was refused', count: 0 },
    ],
  },
  findings: [
    { kind: 'user-in-mirror', sentence: 'a user page was placed on mirrored memory', count: 4321 },
    { kind: 'no-mirror', sentence: 'tiny: no memory is mirrored', count: 1 },
  ],
  decisions: { taken: 900_000, undecided: 900 },
  oneSided: [],
  canary: { fault: 'kernel-falls-back-to-movable', caught: true, operations: 34 },
  violations: [],
  milliseconds: 812,
};

test('a summary says the verdict, then what it rests on', () => {
  expect(campaignSummary(passed, PLAIN)).toMatchInlineSnapshot(`
    "pass: nothing found in 2,000,120 operations in 1,040 runs
      target       zoneproof
      design       kernelcore
      layouts      tiny, small
      seed         1 first, 2654435770 last
      operations   2,000,120 in 0.81 s (2.46 M/s), 4,200 skipped since their subject did not exist
      decisions    900,000 taken, 900 undecided (0.1 %)
      states       15 of 16 covered
      transitions  98 of 100 covered, 12 cannot be reached here
        never      free.cached --serveKernel--> pinned.kernel; a --b--> c
      witnesses    1 of 2 met
        never      pin-refused: a long-term pin was refused
      canary       the suite can turn red: kernel-falls-back-to-movable was caught in 34 operations

    findings: legal, but worth knowing
      user-in-mirror  a user page was placed on mirrored memory (4,321 times)
      no-mirror       tiny: no memory is mirrored

      operation        all    granted  no memory  done  poisoned
                                                          in the
                                                             way
      allocate   1,000,060  1,000,000         60
      offline           60                          50        10"
  `);
});

test('an inconclusive campaign says why', () => {
  const doubtful: CampaignResult = {
    ...passed,
    verdict: 'inconclusive',
    doubts: ['it was interrupted before it was done'],
  };
  expect(campaignSummary(doubtful, PLAIN).split('\n').slice(0, 2)).toEqual([
    'inconclusive: nothing found in 2,000,120 operations in 1,040 runs, but they prove too little',
    '  doubt        it was interrupted before it was done',
  ]);
});

test('a campaign that ended at once has nothing to tabulate', () => {
  const empty: CampaignResult = { ...passed, operations: 0, outcomes: [], findings: [], milliseconds: 0 };
  expect(campaignSummary(empty, PLAIN)).not.toContain('granted');
});

test('what the target does not report is said not to have been judged', () => {
  const silent = ['pins of blocks, of which the target reports none (pins)'];
  const lines = campaignSummary({ ...passed, silent }, PLAIN).split('\n');
  expect(lines.filter((line) => line.includes('not judged'))).toEqual([
    expect.stringMatching(/^ {2}not judged +pins of blocks, of which the target reports none \(pins\)$/),
  ]);
});
