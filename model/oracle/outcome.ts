import { ALL_CPUS, MEMORY_ERRORS, ONLINE_TARGETS, PIN_TERMS } from '../../spec/operations/arguments.ts';
import { type EffectKind, Effects } from '../../spec/operations/effects.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import type { Oracle } from './oracle.ts';

/** One record of a log: kind, first and second argument. */
export type Deed = readonly [kind: EffectKind, first: number, second: number];

/** How an operation may have ended: what was answered, and what was done on the way. */
export interface Outcome {
  /** A pfn, `DONE` or a refusal, as the contract numbers them. */
  readonly answer: number;
  /** In the order in which they happened. */
  readonly effects: readonly Deed[];
}

/** What judges answers: the oracle, which throws, or a reference that says what it thinks. */
export type Judge<Verdict> = {
  readonly [Name in AskedOperation]: (...given: Parameters<Oracle[Name]>) => Verdict;
};

/** Operations whose outcomes are enumerated. */
export const ASKED_OPERATIONS = [
  'allocate',
  'free',
  'pin',
  'unpin',
  'reclaim',
  'offline',
  'online',
  'poison',
  'drain',
] as const;

export type AskedOperation = (typeof ASKED_OPERATIONS)[number];
/** An operation whose outcomes {@link allowed} can list. */
export type Asked = Extract<Operation, { kind: AskedOperation }>;

/** Lets a reference judge one outcome. @param handle the number that an allocation gets */
export function judge<Verdict>(
  reference: Judge<Verdict>,
  operation: Asked,
  handle: number,
  { answer, effects }: Outcome,
): Verdict {
  const log = new Effects();
  for (const [kind, first, second] of effects) log[kind](first, second);
  switch (operation.kind) {
    case 'allocate': {
      const { order, node, cpu, owner = 0 } = operation;
      const requestClass = requestClassNumber(operation.class);
      return reference.allocate(handle, requestClass, order, node, answer, log, cpu, owner);
    }
    case 'free':
      return reference.free(operation.of, answer, log, operation.cpu);
    case 'pin':
    case 'unpin':
      return reference[operation.kind](operation.of, PIN_TERMS.indexOf(operation.term), answer, log);
    case 'reclaim':
      return reference.reclaim(operation.pages, operation.node, operation.zone, answer, log);
    case 'offline':
      return reference.offline(operation.block, answer, log);
    case 'online':
      return reference.online(operation.block, ONLINE_TARGETS.indexOf(operation.to), answer, log);
    case 'poison':
      return reference.poison(operation.pfn, MEMORY_ERRORS.indexOf(operation.error), answer, log);
    case 'drain':
      return reference.drain(operation.cpu < 0 ? ALL_CPUS : operation.cpu, answer, log);
  }
}
