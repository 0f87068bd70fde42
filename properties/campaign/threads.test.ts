import { expect, test } from 'vitest';
import { FAULTS } from '../faults/index.ts';
import { PRESETS } from '../presets/index.ts';
import { campaignInWorker } from './campaignInWorker.ts';
import type { Request } from './request.ts';
import { supervise } from './supervise.ts';
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
  expect(again).toBe(one);
  await endThread(again);
  const fresh = threadFor(ours);
  expect(fresh).not.toBe(one);
  await endThread(fresh);
});

test('a request that is given up when it was long over harms no later one', async () => {
  const scenario = { layout: PRESETS.tiny!, design: 'none', operations: new Int32Array() } as const;
  const replay = (signal: AbortSignal) =>
    supervise(
      { task: 'replay', target: { kind: 'sound' }, watch: createWatch(1), scenario },
      { stallMilliseconds: 2000, signal },
    );
  const giveUp = new AbortController();
  expect((await replay(giveUp.signal)).kind).toBe('replied');
  giveUp.abort();
  expect((await replay(new AbortController().signal)).kind).toBe('replied');
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
