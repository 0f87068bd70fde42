import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Scenario } from '../scenario/scenario.ts';
import { Patience } from './patience.ts';
import type { Request } from './request.ts';
import type { TargetReference } from './targetReference.ts';
import { createWatch, isAtEnd, PHASE, placeOf, RUNNING, type Watch } from './watch.ts';
import { WORKER } from './workerUrl.ts';

/**
 * A thread to try scenarios in that may silence the target, asked synchronously: shrinking is a plain loop that wants an
 * answer. A thread that fell silent is given up, and the next question starts a new one.
 */
export class Probe {
  readonly #target: TargetReference;
  readonly #operations: number;
  #thread: ProbeThread | null = null;
  /** It last fell silent when everything was answered but the questions at the end. */
  atEnd = false;

  /** @param operations of the longest scenario to come */
  constructor(target: TargetReference, operations: number) {
    this.#target = target;
    this.#operations = operations;
  }

  /** Whether the target falls silent for so long on this scenario. */
  isSilent(scenario: Scenario, milliseconds: number): boolean {
    this.#thread ??= new ProbeThread(this.#target, this.#operations);
    const answered = this.#thread.ask(scenario, milliseconds);
    if (!answered) {
      this.atEnd = this.#thread.atEnd;
      this.close();
    }
    return !answered;
  }

  close(): void {
    this.#thread?.close();
    this.#thread = null;
  }
}

/** A fresh thread loads modules and boots the target; on a busy machine that takes a while. */
const START_MILLISECONDS = 10_000;
/** A thread that died looks like one that waits, and many are tried. */
const WAITING_FACTOR = 2;
const LOOK_MILLISECONDS = 20;

class ProbeThread {
  readonly #counters = new Int32Array(new SharedArrayBuffer(8));
  readonly #watch: Watch;
  readonly #port: MessagePort;
  readonly #worker: Worker;
  #asked = 0;

  constructor(target: TargetReference, operations: number) {
    const { port1, port2 } = new MessageChannel();
    this.#watch = createWatch(operations);
    this.#port = port1;
    const mailbox = { counters: this.#counters, port: port2 };
    const request: Request = { task: 'probe', target, watch: this.#watch, mailbox };
    this.#worker = new Worker(WORKER, { stdout: true, stderr: true }); // Nobody reads what was printed before.
    this.#worker.postMessage(request, [port2]);
    this.#worker.on('error', () => {}); // A thread that died is as silent as one that hangs.
  }

  get atEnd(): boolean {
    return isAtEnd(this.#watch);
  }

  ask(scenario: Scenario, milliseconds: number): boolean {
    this.#asked++;
    this.#port.postMessage(scenario);
    Atomics.store(this.#counters, 0, this.#asked);
    Atomics.notify(this.#counters, 0);
    const patience = new Patience(WAITING_FACTOR);
    while (Atomics.wait(this.#counters, 1, this.#asked - 1, LOOK_MILLISECONDS) === 'timed-out') {
      const running = Atomics.load(this.#watch.state, PHASE) === RUNNING;
      if (patience.isOver(placeOf(this.#watch), running ? milliseconds : START_MILLISECONDS)) return false;
    }
    return true;
  }

  close(): void {
    this.#port.close();
    void this.#worker.terminate();
  }
}
