import { afterEach, describe, expect, test, vi } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { Objection } from '../../model/oracle/objection.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { PRESETS } from '../presets/index.ts';
import { compareRuns } from './compareRuns.ts';

/** The rule that one of the references has forgotten: a reason of the naive one, or a function of the oracle. */
const forgotten = vi.hoisted(() => ({ rule: '' }));

vi.mock('../../model/naive/world.ts', async (original) => {
  const real = await original<typeof import('../../model/naive/world.ts')>();
  return {
    ...real,
    must: (holds: boolean, reason: string) => real.must(holds || reason === forgotten.rule, reason),
  };
});

/** A module of the oracle in which functions can be forgotten: they object to nothing, or always say the same. */
const forgetful = vi.hoisted(
  () =>
    async <Module extends object>(
      original: () => Promise<Module>,
      said: Partial<Record<keyof Module, unknown>>,
    ): Promise<Module> => {
      const real = await original();
      const forget = (name: keyof Module) => [
        name,
        (...given: unknown[]) => {
          const ask = real[name] as (...given: unknown[]) => unknown; // Only functions are forgotten.
          if (forgotten.rule !== name) return ask(...given);
          try {
            const answer = ask(...given);
            return said[name] ?? answer;
          } catch (error) {
            if ((error as Error).name === 'Objection') return undefined;
            throw error;
          }
        },
      ];
      return { ...real, ...Object.fromEntries((Object.keys(said) as (keyof Module)[]).map(forget)) };
    },
);

vi.mock('../../model/oracle/judgeZone.ts', (original) =>
  forgetful(original<object>, { judgeZone: undefined, isOutOfMemory: true }),
);
vi.mock('../../model/oracle/judgeList.ts', (original) =>
  forgetful(original<object>, { judgeList: undefined }),
);
vi.mock('../../model/oracle/serve.ts', (original) =>
  forgetful(original<object>, { mustBeBlock: undefined, takeFromLists: undefined }),
);
vi.mock('../../model/oracle/effects.ts', (original) => forgetful(original<object>, { mustEnd: undefined }));
vi.mock('../../model/oracle/allocations.ts', (original) => forgetful(original<object>, { isHeld: false }));
vi.mock('../../model/oracle/content.ts', (original) =>
  forgetful(original<object>, { followZeroed: undefined }),
);
vi.mock('../../model/oracle/claimOrder.ts', (original) => forgetful(original<object>, { isClaimDue: false }));
vi.mock('../../model/oracle/step.ts', (original) => forgetful(original<object>, { stepFrames: undefined }));

const LAYOUTS = Object.values(PRESETS).filter(({ name }) => name.startsWith('tiny'));
const SEEDS = 3;

class Noticed extends Error {}

/** Runs of all tiny machines under all designs, with lies, until the references part. */
function isNoticed(): boolean {
  try {
    for (let seed = 1; seed <= SEEDS; seed++)
      for (const design of Object.values(DESIGNS))
        for (const layout of LAYOUTS)
          compareRuns(
            { layout, design, target: soundTarget, firstSeed: seed, runs: 1, operations: 50, lies: 6 },
            ({ oracle, naive }) => {
              if ((oracle === null) !== (naive === null)) throw new Noticed();
            },
          );
    return false;
  } catch (error) {
    if (error instanceof Noticed) return true;
    throw error;
  }
}

afterEach(() => {
  forgotten.rule = '';
});

test('nothing is noticed while both know every rule', () => {
  expect(new Objection('INV-0', 'as the oracle throws it').name).toBe('Objection');
  expect(isNoticed()).toBe(false);
});

describe('the comparison notices that the naive reference forgot', () => {
  test.each([
    'the pages are not one free block',
    'it is the turn of another zone, or of none',
    'a pageblock is to be claimed',
    'nothing justifies the refusal',
    'an effect is out of place',
    'the block was not cleared',
    'no private list has the block for this request',
    'another answer is right, or nothing is to be done',
    'another block was kept',
    'the block is on no private list, or on that of another CPU',
  ])('"%s"', (reason) => {
    forgotten.rule = reason;
    expect(isNoticed()).toBe(true);
  });
});

describe('the comparison notices that the oracle forgot', () => {
  test.each([
    'judgeZone',
    'isOutOfMemory',
    'judgeList',
    'mustEnd',
    'isHeld',
    'isClaimDue',
    'stepFrames',
    'mustBeBlock',
    'takeFromLists',
    'followZeroed',
  ])('%s', (name) => {
    forgotten.rule = name;
    expect(isNoticed()).toBe(true);
  });
});
