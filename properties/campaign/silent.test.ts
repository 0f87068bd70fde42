import { expect, test } from 'vitest';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { soundTarget } from '../../impl/target.ts';
import type { Target } from '../../spec/allocator.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { tiny } from '../presets/tiny.ts';
import { REPORT_KINDS } from '../run/reportLog.ts';
import { runCampaign } from './runCampaign.ts';
import { silentAbout } from './silent.ts';

/** The sound allocator, with what it reports passed through. */
const saying = (say: (report: (into: Inspection) => void, into: Inspection) => void): Target => ({
  ...soundTarget,
  boot: (map, design, effects) => {
    class Saying extends PageAllocator {
      override inspect(into: Inspection): void {
        say((to) => super.inspect(to), into);
      }
    }
    return new Saying(map, design, effects);
  },
});

const resultOf = (target: Target) =>
  runCampaign({ layouts: [tiny], design: 'kernelcore', seed: 1, runs: 40 }, target);

test('the sound allocator is silent about nothing', () => {
  expect(resultOf(soundTarget)).toMatchObject({ verdict: 'pass', silent: [] });
});

test('a target that reports nothing at all proves nothing', () => {
  const { verdict, doubts, silent } = resultOf(saying(() => {}));
  expect(verdict).toBe('inconclusive');
  expect(doubts).toEqual([
    'the target reports neither blocks nor pages of zones, so what it believes was not judged',
  ]);
  expect(silent).toContain('watermarks, of which the target reports none (marks)');
  expect(silent?.length).toBeGreaterThan(8);
});

test('a target that leaves something out is told what was not judged', () => {
  const { verdict, silent } = resultOf(
    saying((report, into) =>
      report(
        new Proxy(into, {
          get: (_, name: keyof Inspection) => (name === 'queuedForSplit' ? () => {} : into[name].bind(into)),
        }),
      ),
    ),
  );
  expect([verdict, silent]).toEqual([
    'pass',
    ['blocks that wait to be split, of which the target reports none (queuedForSplit)'],
  ]);
});

test('a target that does not report whom it tells of memory blocks is told so', () => {
  const nothing = {
    heard: new Float64Array(REPORT_KINDS.length),
    due: new Float64Array(REPORT_KINDS.length),
  };
  const said = (reportsNotifiers: boolean, outcome: 'done' | 'busy') =>
    silentAbout(nothing, { ...soundTarget, reportsNotifiers }, [{ kind: 'offline', outcome, count: 1 }]);
  expect(said(false, 'done')).toEqual([
    'whom the target tells of memory blocks, which it does not report (reportsNotifiers)',
  ]);
  expect([said(true, 'done'), said(false, 'busy')]).toEqual([[], []]);
});
