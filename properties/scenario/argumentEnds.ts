import type { Layout } from '../../spec/layout/layout.ts';
import type { ArgumentKind } from '../../spec/operations/arguments.ts';

/** What the numbers of orders, nodes, CPUs, memory blocks, pageblocks and frames stay below on a machine. */
export type ArgumentEnds = Readonly<Record<NonNullable<ArgumentKind['below']>, number>>;

/** The ends of a layout; frames count from 0 to its last, holes included. */
export function argumentEnds({ cpus, geometry, ranges }: Layout): ArgumentEnds {
  const frames = ranges.at(-1)?.end ?? 0;
  return {
    orders: geometry.maxOrder + 1,
    nodes: Math.max(...ranges.map(({ node }) => node)) + 1,
    cpus,
    blocks: Math.ceil(frames / geometry.memoryBlockPages),
    pageblocks: Math.ceil(frames / 2 ** geometry.pageblockOrder),
    frames,
  };
}
