import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import type { Target } from '../../spec/allocator.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { runCampaign } from '../campaign/runCampaign.ts';
import { PRESETS } from '../presets/index.ts';
import { openSession } from '../run/openSession.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { TRAPS, type Trap } from './index.ts';
import { quiet } from './trap.ts';

const brokenBy = ({ layout, design, operations }: Trap, target: Target) =>
  openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], target).run(wordsOf(operations))
    ?.invariant ?? null;

describe.each(TRAPS)('"$excuse"', (trap) => {
  test('is no excuse', () => {
    expect(brokenBy(trap, trap.target)).toBe(trap.invariant);
  });

  test('is not needed by an allocator that is sound', () => {
    expect(brokenBy(trap, trap.honest)).toBeNull();
  });
});

describe('a campaign against an allocator that gives nothing away', () => {
  const run = (target: Target) =>
    runCampaign({ layouts: [PRESETS.tiny!], design: 'kernelcore', seed: 1, runs: 20 }, target);

  test('proves nothing, and says so, even where nothing is wrong', () => {
    const { verdict, doubts, decisions } = run(quiet(soundTarget));
    expect(verdict).toBe('inconclusive');
    expect(doubts.join()).toContain('decisions stayed open');
    expect(decisions.undecided).toBeGreaterThan(decisions.taken / 2);
  });

  test('proves something when it tells', () => {
    expect(run(soundTarget).decisions.undecided).toBe(0);
  });
});
