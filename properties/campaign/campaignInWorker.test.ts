import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { InputError } from '../input/inputError.ts';
import { tiny } from '../presets/tiny.ts';
import { operationCount } from '../scenario/words.ts';
import { campaignInWorker } from './campaignInWorker.ts';
import type { CampaignPlan } from './options.ts';
import type { CampaignResult } from './result.ts';
import type { TargetReference } from './targetReference.ts';

const plan: CampaignPlan = { layouts: [tiny], design: 'kernelcore', seed: 1, runs: 40 };

const adversary = (name: string): TargetReference => ({
  kind: 'module',
  file: fileURLToPath(new URL(`adversaries/${name}.mjs`, import.meta.url)),
  written: `${name}.mjs`,
});

/** A short patience, so that the tests need none. */
const against = (name: string, stallMilliseconds = 400): Promise<CampaignResult> =>
  campaignInWorker(plan, adversary(name), { stallMilliseconds });

test('a campaign in a thread says what it would have said here', async () => {
  const reported: number[] = [];
  const onProgress = ({ soFar }: { soFar: CampaignResult }) => reported.push(soFar.runs);
  const result = await campaignInWorker(plan, { kind: 'sound' }, { onProgress });
  expect(result).toMatchObject({ verdict: 'pass', runs: 40, layouts: ['tiny'] });
  expect(reported.length).toBeGreaterThan(0);
});

test('a target that falls silent while its violation is explained leaves the violation as it is', async () => {
  const { violations } = await against('loopsWhenExplained');
  expect(violations).toHaveLength(1);
  expect(violations[0]).toMatchObject({
    minimal: true,
    violation: { invariant: expect.not.stringMatching('INV-0') },
  });
  expect(violations[0]).not.toHaveProperty('explanation');
});

test('what is found is explained, unless nobody wants to know', async () => {
  const fault = { kind: 'fault', name: 'pin-stays-in-movable' } as const;
  for (const explains of [true, false]) {
    const [found] = (await campaignInWorker(plan, fault, { explains })).violations;
    expect(found?.explanation !== undefined).toBe(explains);
  }
});

test('an aborted campaign reports what it found so far', async () => {
  const controller = new AbortController();
  const { runs: _, ...endless } = plan;
  // The first report comes before the first run.
  const onProgress = ({ soFar }: { soFar: CampaignResult }) => {
    if (soFar.operations > 0) controller.abort();
  };
  const watching = { signal: controller.signal, onProgress };
  const result = await campaignInWorker({ ...endless, seconds: 600 }, { kind: 'sound' }, watching);
  expect(result).toMatchObject({
    verdict: 'inconclusive',
    doubts: ['it was interrupted before it was done'],
  });
});

test('a module that is no target is refused, not run', async () => {
  await expect(against('noTarget')).rejects.toThrow(InputError);
});

describe('an adversary is a counterexample, not a crash', () => {
  test('one that loops for ever is given up, and the run that shows it is minimal', async () => {
    const [found] = (await against('loops')).violations;
    expect(found?.violation).toMatchObject({
      invariant: 'INV-0',
      property: 'answers',
      sentence: 'the target did not answer within 0.4 s',
      operation: 1,
    });
    expect(found?.scenario.layout).toBe(tiny);
    expect(found?.story.steps.map(({ operation, agrees }) => [operation.kind, agrees])).toEqual([
      ['allocate', true],
      ['free', false],
    ]);
  });

  test('one that waits for ever is given up as well', async () => {
    const [found] = (await against('waits', 100)).violations;
    expect(found?.violation).toMatchObject({ invariant: 'INV-0', operation: 1 });
  });

  test('one that ends the process is survived', async () => {
    const { verdict, violations } = await against('exits');
    expect(verdict).toBe('violation');
    expect(violations[0]?.violation.sentence).toContain('ended its thread with exit code 7');
  });

  test('one that loops when it boots needs no operation', async () => {
    const [found] = (await against('loopsAtBoot')).violations;
    expect(operationCount(found?.scenario.operations ?? new Int32Array(4))).toBe(0);
    expect(found?.violation.sentence).toContain('when it was booted');
  });

  test.each([
    ['throws', 'INV-0', /out of luck/],
    ['throwsAtBoot', 'INV-0', /no memory map/],
    ['babbles', 'INV-0', /hello/],
    ['repeats', /^INV-/, /./],
    ['lies', /^INV-/, /./],
  ])('one that %s breaks a rule', async (name, invariant, sentence) => {
    const { verdict, violations } = await against(name);
    expect(verdict).toBe('violation');
    expect(violations[0]?.violation.invariant).toMatch(invariant);
    expect(violations[0]?.violation.sentence).toMatch(sentence);
  });
});
