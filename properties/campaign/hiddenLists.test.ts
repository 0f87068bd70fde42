import { expect, test } from 'vitest';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import type { Target } from '../../spec/allocator.ts';
import { EFFECT_KINDS, Effects } from '../../spec/operations/effects.ts';
import { PRESETS } from '../presets/index.ts';
import { runCampaign } from './runCampaign.ts';

/** Hands everything on but what concerns private lists. */
class Discreet extends Effects {
  constructor(to: Effects) {
    super();
    for (const name of TOLD) Object.assign(this, { [name]: to[name].bind(to) });
  }
  override took(): void {}
  override putBack(): void {}
  override cached(): void {}
}

const HIDDEN: readonly string[] = ['took', 'putBack', 'cached'];
const TOLD = EFFECT_KINDS.filter((kind) => !HIDDEN.includes(kind));

/** The sound allocator, which keeps silent about its private lists. */
const hiding = (cachedPagesAtMost?: number): Target => ({
  name: 'hiding',
  operations: ['allocate', 'free', 'pin', 'unpin', 'reclaim', 'offline', 'online', 'drain'],
  reportsCache: false,
  reportsNotifiers: true,
  ...(cachedPagesAtMost !== undefined && { cachedPagesAtMost }),
  boot: (map, design, effects) => new PageAllocator(map, design, new Discreet(effects)),
});

/** Share of decisions that stay open. */
function undecided(layout: string, cachedPagesAtMost?: number): number {
  const plan = { layouts: [PRESETS[layout]!], design: 'kernelcore', seed: 1, operations: 1500 } as const; // A preset.
  const { verdict, violations, decisions } = runCampaign({ ...plan, runs: 12 }, hiding(cachedPagesAtMost));
  expect(violations.map(({ violation }) => violation.sentence)).toEqual([]);
  expect(verdict).not.toBe('violation');
  return decisions.undecided / decisions.taken;
}

const ANY_NUMBER = 1 << 28;

test.each([
  ['tiny', 11],
  ['small', 40],
])('on %s a target that says how much it may hide leaves fewer decisions open', (layout, most) => {
  const [unbounded, byDefault, declared] = [
    undecided(layout, ANY_NUMBER),
    undecided(layout),
    undecided(layout, most),
  ];
  expect(byDefault).toBeLessThanOrEqual(unbounded);
  expect(declared).toBeLessThan(unbounded);
});
