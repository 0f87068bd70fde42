import { PIN_LONG } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { OPERATION_WORDS, type OperationWords } from '../scenario/words.ts';
import { ask, mustBeInteger } from './ask.ts';
import { HELD_BY_USER } from './askLock.ts';
import type { Booted } from './booted.ts';
import { EXECUTORS } from './executors.ts';
import { SKIPPED } from './skipped.ts';
import { TargetFailure } from './targetFailure.ts';

const GFP_OF_CLASS = Int32Array.from(REQUEST_CLASSES, ({ gfp }) => gfp);
const MOST_PINS = 1000;

/**
 * Asks the target one operation, and the oracle what it thinks of the answer.
 *
 * @param handle the number under which an allocation is remembered; in a scenario, the operation's own
 * @returns the answer, or SKIPPED
 * @throws Objection when a rule is broken, TargetFailure when the target threw
 */
export function execute(run: Booted, words: OperationWords, number: number, handle = number): number {
  const at = number * OPERATION_WORDS;
  const kind = words[at]!; // `number` is below the count, and each operation has four words.
  const one = words[at + 1]!;
  const two = words[at + 2]!;
  const three = words[at + 3]!;
  run.effects.clear();
  switch (kind) {
    case OPERATION.allocate:
      return allocate(run, handle, one, two, three);
    case OPERATION.free:
      return free(run, one, two);
    case OPERATION.pin:
      return pin(run, one, two);
    case OPERATION.unpin:
      return unpin(run, one, two);
    case OPERATION.reclaim:
      return reclaim(run, one, two, three);
    case OPERATION.offline:
      return offline(run, one);
    case OPERATION.online:
      return online(run, one, two);
    case OPERATION.poison:
      return poison(run, one, two);
    case OPERATION.poisonOf:
      return poisonOf(run, one, two, three);
    case OPERATION.drain:
      return drain(run, one);
    default:
      return EXECUTORS[kind]?.(run, handle, one, two, three) ?? SKIPPED;
  }
}

function allocate(run: Booted, handle: number, request: number, node: number, cpu: number): number {
  const order = request & 255;
  const requestClass = (request >> 8) & 255;
  const owner = request >> 16;
  let answer: number;
  try {
    answer = run.allocator.allocate(order, GFP_OF_CLASS[requestClass]!, node, cpu, owner); // Scenarios name existing classes only.
  } catch (error) {
    throw new TargetFailure('allocate', error);
  }
  mustBeInteger(run, answer, OPERATION.allocate);
  run.oracle.allocate(handle, requestClass, order, node, answer, run.effects, cpu, owner);
  return answer;
}

/** Frees the block of an allocation; pinned blocks are their pinner's too, so they are left alone. */
export function free(run: Booted, of: number, cpu: number): number {
  const { oracle } = run;
  const pfn = oracle.where(of);
  if (pfn < 0 || oracle.pinsOf(of, true) > 0 || oracle.pinsOf(of, false) > 0) return SKIPPED;
  let answer: number;
  try {
    answer = run.allocator.free(pfn, oracle.orderOf(of), cpu);
  } catch (error) {
    throw new TargetFailure('free', error);
  }
  mustBeInteger(run, answer, OPERATION.free);
  oracle.free(of, answer, run.effects, cpu);
  return answer;
}

function pin(run: Booted, of: number, term: number): number {
  const { oracle } = run;
  const pfn = oracle.where(of);
  if (pfn < 0 || !HELD_BY_USER[oracle.state.claim[of]!] || oracle.pinsOf(of, term === PIN_LONG) >= MOST_PINS)
    return SKIPPED;
  let answer: number;
  try {
    answer = run.allocator.pin(pfn, oracle.orderOf(of), term);
  } catch (error) {
    throw new TargetFailure('pin', error);
  }
  mustBeInteger(run, answer, OPERATION.pin);
  oracle.pin(of, term, answer, run.effects);
  return answer;
}

/** Releases one pin of that term, if there is one. */
export function unpin(run: Booted, of: number, term: number): number {
  const { oracle } = run;
  const pfn = oracle.where(of);
  if (pfn < 0 || oracle.pinsOf(of, term === PIN_LONG) === 0) return SKIPPED;
  let answer: number;
  try {
    answer = run.allocator.unpin(pfn, oracle.orderOf(of), term);
  } catch (error) {
    throw new TargetFailure('unpin', error);
  }
  mustBeInteger(run, answer, OPERATION.unpin);
  oracle.unpin(of, term, answer, run.effects);
  return answer;
}

function reclaim(run: Booted, pages: number, node: number, zone: number): number {
  const answer = ask(run, OPERATION.reclaim, () => run.allocator.reclaim(pages, node, zone));
  run.oracle.reclaim(pages, node, zone, answer, run.effects);
  return answer;
}

/** Takes a memory block out of service. */
export function offline(run: Booted, block: number): number {
  const answer = ask(run, OPERATION.offline, () => run.allocator.offline(block));
  run.oracle.offline(block, answer, run.effects);
  return answer;
}

/** Puts a memory block into service. */
export function online(run: Booted, block: number, to: number): number {
  const answer = ask(run, OPERATION.online, () => run.allocator.online(block, to));
  run.oracle.online(block, to, answer, run.effects);
  return answer;
}

function poison(run: Booted, pfn: number, error: number): number {
  const answer = ask(run, OPERATION.poison, () => run.allocator.poison(pfn, error));
  run.oracle.poison(pfn, error, answer, run.effects);
  return answer;
}

/** Whoever has the allocation: its owner, a hypervisor, or only somebody who references it. */
function poisonOf(run: Booted, of: number, offset: number, error: number): number {
  const pfn = run.oracle.placeOf(of);
  if (pfn < 0 || offset >= 1 << run.oracle.orderOf(of)) return SKIPPED;
  return poison(run, pfn + offset, error);
}

/** Empties private lists. */
export function drain(run: Booted, cpu: number): number {
  const answer = ask(run, OPERATION.drain, () => run.allocator.drain(cpu));
  run.oracle.drain(cpu, answer, run.effects);
  return answer;
}
