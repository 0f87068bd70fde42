import type { Tally } from '../run/tally.ts';

/** The tallies of several sessions as one, a copy. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  const total = emptyLike(tallies[0]);
  for (const tally of tallies) {
    total.executed += tally.executed;
    total.skipped += tally.skipped;
    total.decided += tally.decided;
    total.undecided += tally.undecided;
    for (const name of COUNTERS) add(total[name], tally[name]);
  }
  return total;
}

const COUNTERS = [
  'outcomes',
  'transitions',
  'blockTransitions',
  'requestTransitions',
  'pressureTransitions',
  'hugePageTransitions',
  'witnesses',
  'findings',
  'heard',
  'due',
] as const;

function emptyLike(tally: Tally | undefined): Tally {
  const zeros = (name: (typeof COUNTERS)[number]) => new Float64Array(tally?.[name].length ?? 0);
  return {
    executed: 0,
    skipped: 0,
    decided: 0,
    undecided: 0,
    outcomes: zeros('outcomes'),
    transitions: zeros('transitions'),
    blockTransitions: zeros('blockTransitions'),
    requestTransitions: zeros('requestTransitions'),
    pressureTransitions: zeros('pressureTransitions'),
    hugePageTransitions: zeros('hugePageTransitions'),
    witnesses: zeros('witnesses'),
    findings: zeros('findings'),
    heard: zeros('heard'),
    due: zeros('due'),
  };
}

function add(sum: Float64Array, counters: Float64Array): void {
  for (let index = 0; index < sum.length; index++) sum[index] = sum[index]! + counters[index]!; // Of one length.
}
