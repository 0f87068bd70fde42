import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { OPERATION, type OperationKind } from '../../spec/operations/operation.ts';
import { FIELDS, type Field, setValueIn, valueIn } from '../scenario/fields.ts';
import { makesAllocation } from '../scenario/subject.ts';
import { OPERATION_WORDS } from '../scenario/words.ts';
import type { Draft } from './draft.ts';

/** Longer scenarios of this sort would mostly ask about what is gone. */
export const UNIFORM_OPERATIONS = 1024;

/** Numbers that no machine bounds stay below this: more asks for nothing new. */
const USUAL_MOST = 40;

/** Where there are no makers yet, operations about an allocation are left out. */
const LATELY = 12;

/**
 * A scenario of operations drawn one like the other, with any arguments that the machine has: no belief about what is alive or
 * worth asking stands in the way of what nobody thought of. Much of it is refused, or asks about what is gone.
 *
 * @param classes that the target may be asked for
 */
export function drawUniform(
  draft: Draft,
  kinds: readonly OperationKind[],
  classes: readonly number[],
  operations: number,
): void {
  const { random, words } = draft;
  const drawn = kinds.map((kind) => OPERATION[kind]).filter(() => !random.onceIn(3));
  drawn.push(OPERATION.allocate, OPERATION.allocate);
  const makers: number[] = [];
  while (draft.count < operations) {
    const kind = drawn[random.below(drawn.length)]!; // Below the length.
    const needsMaker = FIELDS[kind]!.some((field) => field.kind.subject);
    if (needsMaker && makers.length === 0) continue;
    const at = draft.count * OPERATION_WORDS;
    words[at] = kind;
    for (const field of FIELDS[kind]!) setValueIn(words, at, field, valueOf(draft, field, makers, classes));
    if (makesAllocation(kind)) makers.push(draft.count);
    draft.count++;
  }
}

function valueOf(draft: Draft, field: Field, makers: readonly number[], classes: readonly number[]): number {
  const { random, map } = draft;
  const { subject, below, names, least, most } = field.kind;
  if (subject) return makers[Math.max(0, makers.length - 1 - random.below(LATELY))]!; // There is one.
  if (field.argument === 'class') return classes[random.below(classes.length)]!; // Below the length.
  if (field.argument === 'offset') return random.below(pagesOfSubject(draft));
  if (field.argument === 'area') return random.below(map.layout.cma?.length ?? 1);
  const end = below ? endOf(map, below) : names ? most + 1 : Math.min(most + 1, USUAL_MOST);
  return least + random.below(end - least);
}

/** Pages of the allocation that the operation being written is about. */
function pagesOfSubject({ words, count }: Draft): number {
  const subject = words[count * OPERATION_WORDS + 1]!; // Its first argument.
  const order = FIELDS[words[subject * OPERATION_WORDS]!]!.find(({ argument }) => argument === 'order');
  return order === undefined ? 1 : 2 ** valueIn(words, subject * OPERATION_WORDS, order);
}

function endOf(map: MemoryMap, below: NonNullable<Field['kind']['below']>): number {
  const { geometry, cpus } = map.layout;
  switch (below) {
    case 'orders':
      return geometry.maxOrder + 1;
    case 'nodes':
      return map.nodeCount;
    case 'cpus':
      return cpus;
    case 'blocks':
      return map.blockStates.length;
    case 'pageblocks':
      return Math.ceil(map.frameCount / 2 ** geometry.pageblockOrder);
    case 'frames':
      return map.frameCount;
  }
}
