import { expect, test } from 'vitest';
import { FAULTS } from '../faults/index.ts';
import { PRESETS } from '../presets/index.ts';
import { campaignInWorker } from './campaignInWorker.ts';
import type { Request } from './request.ts';
import type { TargetReference } from './targetReference.ts';
import { endThread, putAway, threadFor } from './threads.ts';
import { createWatch } from './watch.ts';

/** Nobody can do this, so the thread replies at once. */
const request = (target: TargetReference): Request => ({
  task: 'look',
  target,
  watch: createWatch(1),
  look: { strategy: 'random', layouts: [], design: 'none', seed: 1, most: 1 },
});

test('a thread is used again, unless the target was of somebody else', async () => {
  const ours = request({ kind: 'fault', name: 'nobody planted this' });
  const theirs = request({ kind: 'module', file: '/nowhere.mjs', written: 'nowhere.mjs' });
  const [one, other] = [threadFor(ours), threadFor(theirs)];
  expect(other).not.toBe(one);
  await putAway(one, ours);
  await putAway(other, theirs);
  expect(other.threadId).toBe(-1); // Ended.
  const again = threadFor(ours);
  expect(again.threadId).toBeGreaterThan(0);
  await endThread(again);
});

test('what was done before in a thread makes no difference', async () => {
  const { design, name } = FAULTS['pin-stays-in-movable']!;
  const plan = { layouts: [PRESETS.tiny!], design, seed: 4 };
  const hunt = async () => (await campaignInWorker(plan, { kind: 'fault', name })).violations[0]?.token;
  const first = await hunt();
  await campaignInWorker({ ...plan, runs: 3 }, { kind: 'sound' });
  expect(first).toMatch(/^zp1\./);
  expect(await hunt()).toBe(first);
});
