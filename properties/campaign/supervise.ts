import { InputError } from '../input/inputError.ts';
import { OPERATION_WORDS, type OperationWords } from '../scenario/words.ts';
import { Patience } from './patience.ts';
import type { Note, Reply, Request } from './request.ts';
import { endThread, putAway, threadFor } from './threads.ts';
import { isAtEnd, LAYOUT, LENGTH, LOADING, OWN, PHASE, placeOf, STEP, type Watch } from './watch.ts';

/** How a thread ended: it replied, or the target never gave control back. */
export type Ending = { readonly kind: 'replied'; readonly reply: Exclude<Reply, { kind: 'note' }> } | Silence;

export interface Silence {
  readonly kind: 'silent';
  /** `did not answer within 2 s`, `ended its thread with exit code 1`. */
  readonly how: string;
  /** Operations of the run that never ended, up to and including the one that got no answer. */
  readonly operations: OperationWords;
  /** All of them were answered, but not the questions at the end of the run. */
  readonly atEnd: boolean;
  /** Runs begun in the step, or since the start of a thread without steps, the last one included. */
  readonly runs: number;
  /** Place of the layout in the plan. */
  readonly layout: number;
  /** Place of the step on the ladder; -1 before the first. */
  readonly step: number;
}

export interface Supervision {
  readonly onNote?: (note: Note) => void;
  /** Gives the thread up. */
  readonly signal?: AbortSignal;
  /** How long the target may think about one operation. */
  readonly stallMilliseconds: number;
}

/** Loading a module may take longer than an operation. */
const LOADING_FACTOR = 5;
const WAITING_FACTOR = 10;
const LOOK_MILLISECONDS = 50;

/**
 * Runs a request in a thread beside this one and waits for its end. Throws InputError where the request cannot be performed, and
 * an ordinary error where zoneproof itself is broken.
 */
export function supervise(request: Request, supervision: Supervision): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const thread = threadFor(request);
    const over = new AbortController();
    /** What happens from now on is no business of this request any more. */
    const finish = (leave: Promise<void>, settle: () => void): void => {
      clearInterval(timer);
      over.abort();
      void leave.then(settle);
    };
    const end = (settle: () => void): void => finish(endThread(thread), settle);
    const silence = (how: string): void => end(() => resolve(silenceAt(request.watch, how)));
    const fail = (error: Error): void => end(() => reject(error));
    const hear = (note: Note): void => {
      try {
        supervision.onNote?.(note);
      } catch (error) {
        end(() => reject(error));
      }
    };
    const timer = setInterval(watchdog(request.watch, supervision, silence, fail), LOOK_MILLISECONDS);
    const giveUp = (): void => fail(new Error('the thread was given up'));
    supervision.signal?.addEventListener('abort', giveUp, { once: true, signal: over.signal });
    thread.on('message', (reply: Reply) => {
      if (reply.kind === 'note') hear(reply.note);
      else if (reply.kind === 'bad input') fail(new InputError(reply.fault));
      else if (reply.kind === 'broken') fail(Object.assign(new Error(reply.what), { stack: reply.where }));
      else finish(putAway(thread, request), () => resolve({ kind: 'replied', reply }));
    });
    thread.on('error', (error: Error) => silence(`ended its thread: ${error.message}`));
    thread.on('exit', (code) => silence(`ended its thread with exit code ${code}`));
  });
}

/** Looks at the shared memory from time to time; nothing moving while the target has control means it does not answer. */
function watchdog(
  watch: Watch,
  { stallMilliseconds }: Supervision,
  silence: (how: string) => void,
  fail: (error: Error) => void,
): () => void {
  const patience = new Patience(WAITING_FACTOR);
  return () => {
    const phase = Atomics.load(watch.state, PHASE);
    const limit = phase === LOADING ? LOADING_FACTOR * stallMilliseconds : stallMilliseconds;
    if (!patience.isOver(placeOf(watch), limit) || phase === OWN) return;
    if (phase === LOADING) fail(neverLoaded(limit));
    else silence(`did not answer within ${limit / 1000} s`);
  };
}

const neverLoaded = (limit: number): InputError =>
  new InputError({
    place: '--target',
    expected: `a module that loads within ${limit / 1000} s`,
    remedy: 'run it with node alone to see what it waits for',
  });

function silenceAt(watch: Watch, how: string): Silence {
  const { progress, state, words } = watch;
  const asked = (Atomics.load(progress, 0) + 1) * OPERATION_WORDS;
  return {
    kind: 'silent',
    how,
    operations: words.slice(0, Math.min(Atomics.load(state, LENGTH), asked)),
    atEnd: isAtEnd(watch),
    runs: Atomics.load(progress, 1),
    layout: Atomics.load(state, LAYOUT),
    step: Atomics.load(state, STEP),
  };
}
