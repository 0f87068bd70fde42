import { type CompiledMachine, cellIndex, REFUSED, type Refusal } from './compiledMachine.ts';

/**
 * What a machine accepts, in lines that a person can compare: for each leaf and event, under how many facts it leads where, and under how
 * many it is refused by which rule; what is always refused is left out. A guard that becomes laxer changes a line, or adds one.
 */
export function acceptanceOf(machine: CompiledMachine): string[] {
  const { leaves, events } = machine;
  return leaves.flatMap((leaf, leafNumber) =>
    events.flatMap((event, eventNumber) => {
      const counts = countsOf(machine, leafNumber, eventNumber);
      const answers = [...counts].map(([answer, count]) => `${count} ${answer}`);
      return answers.some((answer) => ACCEPTED.test(answer))
        ? [`${leaf} ${event}: ${answers.join('; ')}`]
        : [];
    }),
  );
}

const ACCEPTED = /^\d+ to /;

function countsOf({ leaves, contexts, cells, refusals }: CompiledMachine, leaf: number, event: number) {
  const counts = new Map<string, number>();
  for (const facts of contexts) {
    const cell = cells[cellIndex(event, leaf, facts)]!; // In bounds, and never empty for facts that exist.
    const answer = cell < REFUSED ? `to ${leaves[cell]}` : `not: ${ruleText(refusals[cell - REFUSED]!)}`;
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return counts;
}

const ruleText = ({ invariant, rule }: Refusal): string => `${invariant} ${rule}`;
