import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/index.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { whyNotAsked } from './notAsked.ts';
import { runCampaign } from './runCampaign.ts';

/** Each part leaves out what the others ask. */
const PARTS: readonly (readonly OperationKind[])[] = [
  ['allocate', 'free'],
  ['allocate', 'free', 'pin', 'unpin', 'reclaim', 'setRetries', 'drain'],
  ['allocate', 'free', 'offline', 'online', 'poison', 'getRef', 'putRef', 'kswapd'],
  ['allocate', 'free', 'compact', 'split', 'unmapPart', 'setWatermarks', 'inflate', 'deflate'],
  [
    'allocate',
    'free',
    'migrate',
    'upgrade',
    'breakMirror',
    'expandMirror',
    'isolate',
    'unisolate',
    'replace',
  ],
  ['allocate', 'free', 'contigAllocate', 'contigFree', 'cmaAllocate', 'cmaRelease', 'collapse', 'getRef'],
  ['allocate', 'free', 'beginOffline', 'step', 'commit', 'rollback', 'online', 'add', 'remove', 'poolGet'],
];

const layouts = ['tiny', 'tiny-misaligned', 'tiny-numa'].map((name) => PRESETS[name]!); // Presets.

const coverageWith = (operations: readonly OperationKind[]) =>
  runCampaign(
    { layouts, design: 'nonmirror', seed: 2, operations: 1000, runs: 60 },
    {
      ...soundTarget,
      operations,
    },
  ).coverage;

test.each(PARTS)(
  'what a part of the operations brings about is not taken for impossible: %s, %s, %s',
  (...part) => {
    const { surprises, unreachable } = coverageWith(part);
    expect(surprises).toEqual([]);
    expect(unreachable.some(({ why }) => why.startsWith('the target cannot be asked to '))).toBe(true);
  },
);

test('a target that allocates and frees is asked to have shown little else', () => {
  const { missing, unreachable } = coverageWith(['allocate', 'free']);
  const foreign =
    /--(pin|unpin|getRef|put(Ref|Last)|split|part|isolate|poison|reclaim|kill|tune|lend|online|offline)/;
  expect(missing.filter((transition) => foreign.test(transition))).toEqual([]);
  expect(unreachable).toContainEqual({
    transition: 'huge page huge --split--> split',
    why: 'the target cannot be asked to split',
  });
});

test('one of the operations that bring it about is enough', () => {
  expect(whyNotAsked('page', 'takeOffline', [])).toBeNull();
  expect(whyNotAsked('page', 'takeOffline', ['commit'])).toBeNull();
  const why = 'the target cannot be asked to offline or commit';
  expect(whyNotAsked('page', 'takeOffline', ['offline', 'commit'])).toBe(why);
});
