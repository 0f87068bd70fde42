import { parentPort } from 'node:worker_threads';
import type { Target } from '../../spec/allocator.ts';
import { InputError } from '../input/inputError.ts';
import { presetLayout } from './presetLayout.ts';
import type { Reply, Request } from './request.ts';
import { loadTarget } from './targetReference.ts';
import { enter, LOADING, leave } from './watch.ts';

// What a target prints is no part of our report.
process.stdout.write = process.stderr.write.bind(process.stderr);

/** The thread that the target lives in. Whatever the target does here, the watcher in the main thread survives it. */
async function perform(request: Request): Promise<void> {
  if (request.task === 'minimise') {
    const { minimiseSilence } = await import('./minimiseSilence.ts');
    return send({ kind: 'minimised', minimised: minimiseSilence(request) });
  }
  enter(request.watch, LOADING);
  const target = await loadTarget(request.target);
  leave(request.watch);
  if (request.task === 'walk') return walk(request, target);
  if (request.task === 'look') return look(request, target);
  const { answerProbes, replayScenario } = await import('./replayScenario.ts');
  if (request.task === 'probe') return answerProbes(request.mailbox, target, request.watch);
  const { scenario, watch } = request;
  send({ kind: 'replayed', replayed: replayScenario(scenario, target, watch, request) });
}

async function walk(request: Request & { readonly task: 'walk' }, target: Target): Promise<void> {
  const { walkLane } = await import('./walkLane.ts');
  const plan = { ...request.plan, layouts: request.plan.layouts.map(presetLayout) };
  walkLane({ ...request, plan }, target, (note) => send({ kind: 'note', note }));
  send({ kind: 'walked' });
}

async function look({ look, watch }: Request & { readonly task: 'look' }, target: Target): Promise<void> {
  const { lookFor } = await import('../score/lookFor.ts');
  const layouts = look.layouts.map(presetLayout);
  send({ kind: 'looked', looked: lookFor({ ...look, layouts }, target, watch) });
}

const send = (reply: Reply): void => parentPort?.postMessage(reply);

function replyTo(error: unknown): Reply {
  if (error instanceof InputError) {
    const { place, expected, found, remedy } = error;
    return {
      kind: 'bad input',
      fault: { place, expected, remedy, ...(found === undefined ? {} : { found }) },
    };
  }
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'broken', what: message, where: stack };
}

// Requests come from `threads.ts` and `Probe`, one after the other; nobody else knows of this thread.
parentPort?.on('message', (request: Request) => {
  perform(request).catch((error: unknown) => send(replyTo(error)));
});
