/** A lie, and what the oracle said to it: `accepted`, or the rule that it broke. */
export interface Verdict {
  readonly lied: string;
  readonly verdict: string;
}

/** A line for each way to lie: how often that was accepted, since it might be true, and how often it broke which rule. */
export function linesOf(verdicts: Iterable<Verdict>): string[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { lied, verdict } of verdicts) {
    const line = counts.get(lied) ?? new Map<string, number>();
    counts.set(lied, line.set(verdict, (line.get(verdict) ?? 0) + 1));
  }
  return [...counts].map(([lied, line]) => `${lied}: ${textOf(line)}`).toSorted();
}

const textOf = (line: ReadonlyMap<string, number>): string =>
  [...line]
    .map(([verdict, count]) => `${count} ${verdict}`)
    .toSorted()
    .join(', ');
