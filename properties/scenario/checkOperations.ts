import type { Layout } from '../../spec/layout/layout.ts';
import { MAKES_ALLOCATION, OPERATION, type Operation } from '../../spec/operations/operation.ts';
import { InputError } from '../input/inputError.ts';
import { type ArgumentEnds, argumentEnds } from './argumentEnds.ts';
import { FIELDS } from './fields.ts';

/**
 * Whether operations mean something on a machine: subjects are earlier allocates, and every number names something that the
 * layout has.
 *
 * @param place what the list is called in a message, `bug.json: operations` for one
 * @throws InputError naming the first operation that does not
 */
export function checkOperations(operations: readonly Operation[], layout: Layout, place: string): void {
  const ends = argumentEnds(layout);
  operations.forEach((operation, index) => {
    for (const [field, value, end, what] of boundsOf(operation, ends))
      if (value >= end)
        throw new InputError({
          place: `${place}[${index}].${field}`,
          expected: `${what} below ${end}`,
          found: String(value),
          remedy: `lower it, or choose a layout larger than ${JSON.stringify(layout.name)}`,
        });
    for (const field of ['of', 'with'] as const) checkSubject(operations, operation, field, index, place);
  });
}

type Bound = readonly [field: string, value: number, end: number, what: string];

const BOUND_NAMES = {
  orders: 'an order',
  nodes: 'a node',
  cpus: 'a CPU',
  blocks: 'a memory block',
  pageblocks: 'a pageblock',
  frames: 'a pfn',
} as const;

function boundsOf(operation: Operation, ends: ArgumentEnds): Bound[] {
  const values = operation as Readonly<Record<string, unknown>>;
  return FIELDS[OPERATION[operation.kind]]!.flatMap(({ name, kind: { below } }): Bound[] => {
    const value = values[name];
    return below && typeof value === 'number' ? [[name, value, ends[below], BOUND_NAMES[below]]] : [];
  });
}

function checkSubject(
  operations: readonly Operation[],
  operation: Operation,
  field: 'of' | 'with',
  index: number,
  place: string,
): void {
  const of = (operation as { readonly of?: number; readonly with?: number })[field];
  if (of === undefined) return;
  const subject = operations[of];
  if (of >= index || !subject || !MAKES_ALLOCATION.includes(subject.kind))
    throw new InputError({
      place: `${place}[${index}].${field}`,
      expected: 'the place of an earlier allocate',
      found: String(of),
      remedy: 'count operations from 0',
    });
  if (operation.kind !== 'poisonOf' || subject.kind !== 'allocate') return;
  const order = subject.order + collapsesOf(operations, of, index);
  if (operation.offset >= 2 ** order)
    throw new InputError({
      place: `${place}[${index}].offset`,
      expected: `a page of a block of order ${order}, so below ${2 ** order}`,
      found: String(operation.offset),
      remedy: 'lower it',
    });
}

/** How often an allocation may have grown before an operation: each collapse makes it one order larger. */
const collapsesOf = (operations: readonly Operation[], of: number, before: number): number =>
  operations.slice(of, before).filter((operation) => operation.kind === 'collapse' && operation.of === of)
    .length;
