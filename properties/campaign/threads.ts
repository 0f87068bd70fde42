import { Worker } from 'node:worker_threads';
import type { Request } from './request.ts';
import { WORKER } from './workerUrl.ts';

/** More than these are not worth their memory. */
const MOST_IDLE = 8;
const idle: Worker[] = [];

/**
 * Gives a request to a thread: one that has done another before, if there is one, for it has loaded everything and the engine has
 * compiled what is hot. What a request comes to does not depend on it.
 */
export function threadFor(request: Request): Worker {
  const thread = (isOurs(request) ? idle.pop() : undefined) ?? new Worker(WORKER);
  forgetListeners(thread);
  thread.ref();
  thread.postMessage(request);
  return thread;
}

/** Keeps a thread that has replied for another request; it does not hold up the process. */
export async function putAway(thread: Worker, request: Request): Promise<void> {
  if (!isOurs(request) || idle.length >= MOST_IDLE) return endThread(thread);
  forgetListeners(thread);
  thread.on('error', () => {}); // `exit` follows.
  thread.once('exit', () => forget(thread));
  thread.unref();
  idle.push(thread);
}

/** Whatever it is doing. */
export async function endThread(thread: Worker): Promise<void> {
  forgetListeners(thread);
  forget(thread);
  thread.on('error', () => {}); // Dying once more after the end changes nothing.
  await thread.terminate();
}

const forget = (thread: Worker): void => {
  const place = idle.indexOf(thread);
  if (place >= 0) idle.splice(place, 1);
};

/** A thread serves one request after another: who listened to the last must not hear of the next. */
function forgetListeners(thread: Worker): void {
  for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event);
}

/** A target of somebody else may leave anything behind. */
const isOurs = ({ target }: Request): boolean => target.kind !== 'module';
