import { OPERATION, OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import type { ArgumentEnds } from '../scenario/argumentEnds.ts';
import { FIELDS, type Field, setValueIn, valueIn } from '../scenario/fields.ts';
import { makesAllocation } from '../scenario/subject.ts';
import { OPERATION_WORDS } from '../scenario/words.ts';
import type { Draft } from './draft.ts';

/** Longer scenarios of this sort would mostly ask about what is gone. */
export const UNIFORM_OPERATIONS = 1024;

/** Numbers that no machine bounds stay below this: more asks for nothing new. */
const USUAL_MOST = 40;

/** Subjects are among the last ones made. */
const LATELY = 12;

/** One time in so many a subject is of the wrong sort, or gone. */
const ODD = 4;

/** What makes the subjects of some kinds; those of all others are allocations. */
const MAKERS: Partial<Record<OperationKind, OperationKind>> = {
  deflate: 'inflate',
  poolPut: 'poolGet',
  contigFree: 'contigAllocate',
  cmaRelease: 'cmaAllocate',
  releaseRange: 'reserveRange',
};

const ENDS = new Set([
  OPERATION.free,
  ...Object.keys(MAKERS).map((kind) => OPERATION[kind as OperationKind]),
]);

/** What is drawn from. */
export interface Choice {
  readonly kinds: readonly OperationKind[];
  /** Request classes that the target may be asked for. */
  readonly classes: readonly number[];
  readonly ends: ArgumentEnds;
}

/**
 * A scenario of operations drawn one like the other, with any arguments that the machine has: no belief about what is alive or
 * worth asking stands in the way of what nobody thought of. Much of it is refused, or asks about what is gone.
 *
 * @param leavesOut a third of the kinds is missing
 */
export function drawUniform(draft: Draft, choice: Choice, operations: number, leavesOut = true): void {
  const { random, words } = draft;
  const drawn = choice.kinds.map((kind) => OPERATION[kind]).filter(() => !leavesOut || !random.onceIn(3));
  drawn.push(OPERATION.allocate, OPERATION.allocate);
  const makers: number[] = [];
  while (draft.count < operations) {
    const kind = drawn[random.below(drawn.length)]!; // Below the length.
    const needsMaker = FIELDS[kind]!.some((field) => field.kind.subject);
    if (needsMaker && makers.length === 0) continue;
    const at = draft.count * OPERATION_WORDS;
    words[at] = kind;
    for (const field of FIELDS[kind]!)
      setValueIn(words, at, field, valueFor(draft, field, makersFor(draft, kind, makers), choice));
    if (makesAllocation(kind)) makers.push(draft.count);
    else if (ENDS.has(kind) && !random.onceIn(ODD)) forget(makers, words[at + 1]!); // Its subject.
    draft.count++;
  }
}

function valueFor(draft: Draft, field: Field, makers: readonly number[], choice: Choice): number {
  const { random, map } = draft;
  const { classes, ends } = choice;
  const { subject, below, names, least, most } = field.kind;
  if (subject) return makers[Math.max(0, makers.length - 1 - random.below(LATELY))]!; // There is one.
  if (field.argument === 'class') return classes[random.below(classes.length)]!; // Below the length.
  if (field.argument === 'order') return random.below(1 + random.below(ends.orders)); // Large blocks are refused.
  if (field.argument === 'offset') return random.below(pagesOfSubject(draft));
  if (field.argument === 'area') return random.below(map.layout.cma?.length ?? 1);
  const end = below ? ends[below] : names ? most + 1 : Math.min(most + 1, USUAL_MOST);
  return least + random.below(end - least);
}

/** Those of the right sort, most of the time and if there are any. */
function makersFor({ random, words }: Draft, kind: number, makers: readonly number[]): readonly number[] {
  if (makers.length === 0 || random.onceIn(ODD)) return makers;
  const right = OPERATION[MAKERS[OPERATION_KINDS[kind]!] ?? 'allocate']; // Words hold known kinds.
  const fitting = makers.slice(-4 * LATELY).filter((maker) => words[maker * OPERATION_WORDS] === right);
  return fitting.length > 0 ? fitting : makers;
}

function forget(makers: number[], subject: number): void {
  const place = makers.indexOf(subject);
  if (place >= 0) makers.splice(place, 1);
}

/** Pages of the allocation that the operation being written is about. */
function pagesOfSubject({ words, count }: Draft): number {
  const subject = words[count * OPERATION_WORDS + 1]!; // Its first argument.
  const order = FIELDS[words[subject * OPERATION_WORDS]!]!.find(({ argument }) => argument === 'order');
  return order === undefined ? 1 : 2 ** valueIn(words, subject * OPERATION_WORDS, order);
}
