import type { Layout } from '../../spec/layout/layout.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { InputError } from '../input/inputError.ts';

/**
 * Whether operations mean something on a machine: subjects are earlier allocates, and every number names something that the
 * layout has.
 *
 * @param place what the list is called in a message, `bug.json: operations` for one
 * @throws InputError naming the first operation that does not
 */
export function checkOperations(operations: readonly Operation[], layout: Layout, place: string): void {
  const machine = {
    nodes: Math.max(...layout.ranges.map(({ node }) => node)) + 1,
    frames: layout.ranges.at(-1)?.end ?? 0,
  };
  operations.forEach((operation, index) => {
    for (const [field, value, end, what] of boundsOf(operation, layout, machine))
      if (value >= end)
        throw new InputError({
          place: `${place}[${index}].${field}`,
          expected: `${what} below ${end}`,
          found: String(value),
          remedy: `lower it, or choose a layout larger than ${JSON.stringify(layout.name)}`,
        });
    if ('of' in operation) checkSubject(operations, operation, index, place);
  });
}

type Bound = readonly [field: string, value: number, end: number, what: string];

function boundsOf(
  operation: Operation,
  { cpus, geometry }: Layout,
  machine: { readonly nodes: number; readonly frames: number },
): Bound[] {
  const blocks = Math.ceil(machine.frames / geometry.memoryBlockPages);
  const bounds: Bound[] = [];
  if ('order' in operation) bounds.push(['order', operation.order, geometry.maxOrder + 1, 'an order']);
  if ('node' in operation) bounds.push(['node', operation.node, machine.nodes, 'a node']);
  if ('cpu' in operation) bounds.push(['cpu', operation.cpu, cpus, 'a CPU']);
  if ('block' in operation) bounds.push(['block', operation.block, blocks, 'a memory block']);
  if ('pfn' in operation) bounds.push(['pfn', operation.pfn, machine.frames, 'a pfn']);
  return bounds;
}

function checkSubject(
  operations: readonly Operation[],
  operation: Extract<Operation, { of: number }>,
  index: number,
  place: string,
): void {
  const subject = operations[operation.of];
  if (operation.of >= index || subject?.kind !== 'allocate')
    throw new InputError({
      place: `${place}[${index}].of`,
      expected: 'the place of an earlier allocate',
      found: String(operation.of),
      remedy: 'count operations from 0',
    });
  if (operation.kind === 'poisonOf' && operation.offset >= 2 ** subject.order)
    throw new InputError({
      place: `${place}[${index}].offset`,
      expected: `a page of a block of order ${subject.order}, so below ${2 ** subject.order}`,
      found: String(operation.offset),
      remedy: 'lower it',
    });
}
