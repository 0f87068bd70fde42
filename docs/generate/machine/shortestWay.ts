import type { Machine } from './machines.ts';

/** An arrow that is taken on the way to a state. */
export interface Move {
  readonly from: string;
  readonly event: string;
  readonly to: string;
}

/** The fewest events that lead from where a machine is found at first to a state; null if none do. */
export function shortestWay({ table, begins }: Machine, state: string): Move[] | null {
  const cameBy = new Map<string, Move | null>(begins.map((name) => [name, null]));
  for (const leaf of cameBy.keys()) // Grows while it is walked, so this is breadth first.
    for (const { leaf: from, event, target } of table.transitions)
      if (table.leaves[from] === leaf && !cameBy.has(table.leaves[target]!))
        cameBy.set(table.leaves[target]!, {
          from: leaf,
          event: table.events[event]!,
          to: table.leaves[target]!,
        }); // Numbers of this table.
  if (!cameBy.has(state)) return null;
  const way: Move[] = [];
  for (let move = cameBy.get(state); move; move = cameBy.get(move.from)) way.unshift(move);
  return way;
}
