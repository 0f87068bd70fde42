import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import type { Target } from '../../spec/allocator.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import { DESIGN_NAMES } from '../../spec/designs/index.ts';
import { runCampaign } from '../campaign/runCampaign.ts';
import { FAULTS } from '../faults/index.ts';
import { PRESETS } from '../presets/index.ts';
import { discreet } from './discreet.ts';

const TINY = ['tiny', 'tiny-numa', 'tiny-misaligned', 'tiny-marks'];
const layouts = TINY.map((name) => PRESETS[name]!); // Presets, all of them.

const campaign = (target: Target, design: DesignName, runs: number) =>
  runCampaign({ layouts, design, seed: 1, runs }, target);

describe.each(DESIGN_NAMES)('under %s', (design) => {
  test('an allocator that hides its private lists is not accused of anything', () => {
    const { violations } = campaign(discreet(soundTarget), design, 120);
    expect(violations.map(({ violation }) => violation.sentence)).toEqual([]);
  });
});

/** Faults of eight mechanisms. Those of private lists, and of the types of pageblocks, which depend on them, cannot be seen. */
const SEEN = [
  'kernel-falls-back-to-movable',
  'mirror-request-falls-back',
  'merge-across-zones',
  'pin-stays-in-movable',
  'boot-ignores-mirror',
  'cancel-not-told',
  'isolates-twice',
  'range-leaves-pages',
];

const seen = Object.values(FAULTS).filter(({ name }) => SEEN.includes(name));

test.each(seen)('$name is found although the private lists are hidden', ({ target, design }) => {
  expect(campaign(discreet(target), design, 600).violations).toHaveLength(1);
});

test('an allocator that says it keeps no private lists leaves less open than one that says nothing', () => {
  const open = (target: Target) => {
    const { decisions } = campaign(target, 'kernelcore', 60);
    return decisions.undecided / decisions.taken;
  };
  const [silent, bounded] = [open(discreet(soundTarget)), open(discreet(soundTarget, 11))];
  console.info(
    `undecided: ${silent.toFixed(3)} by a silent target, ${bounded.toFixed(3)} by one that states a bound`,
  );
  expect(bounded).toBeLessThanOrEqual(silent);
  expect(open(soundTarget)).toBe(0);
});
