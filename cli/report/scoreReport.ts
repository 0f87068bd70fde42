import type { FaultScore } from '../../properties/score/faultScore.ts';
import { median } from '../../properties/score/median.ts';

/**
 * What `faults --json` prints. Numbers of a fault that was tried with several seeds are medians; `seeds` has each by itself.
 *
 * @param seed that was asked for, where there is one
 * @param drifts where a hunt did not end in the scenario that is kept
 */
export function scoreReport(scores: readonly FaultScore[], seed: number, drifts: readonly string[]) {
  const found = scores.filter((score) => score.found).length;
  return {
    verdict: found === scores.length && drifts.length === 0 ? 'pass' : 'violation',
    seed: scores[0]?.hunts[0]?.seed ?? seed,
    total: scores.length,
    found,
    faults: scores.map(faultReport),
    ...(drifts.length > 0 ? { drifts } : {}),
  };
}

function faultReport({ id, name, found, expected, hunts }: FaultScore) {
  const [first] = hunts;
  const executed = median(hunts.map((hunt) => hunt.executed));
  const minimal = median(hunts.flatMap((hunt) => hunt.minimal ?? []));
  return {
    id,
    name,
    expected,
    found,
    invariant: first?.invariant ?? null,
    executed,
    minimal,
    proven: hunts.every(({ proven }) => proven),
    token: first?.token ?? null,
    milliseconds: hunts.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    length: minimal,
    operations: executed,
    ...(hunts.length > 1 ? { foundIn: hunts.filter((hunt) => hunt.found).length, seeds: hunts } : {}),
  };
}
