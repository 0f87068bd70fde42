import type { Scenario } from '../scenario/scenario.ts';
import { operationCount } from '../scenario/words.ts';
import { shrinkScenario } from '../shrink/shrinkScenario.ts';
import { presetScenario } from './presetLayout.ts';
import { Probe } from './probe.ts';
import type { Minimised, Request } from './request.ts';

/** Shortens a scenario on which the target falls silent; every candidate runs in a thread that can be given up. */
export function minimiseSilence(request: Request & { readonly task: 'minimise' }): Minimised {
  const { target, limits } = request;
  const first = presetScenario(request.scenario);
  const probe = new Probe(target, operationCount(first.operations));
  try {
    if (!probe.isSilent(first, limits.stallMilliseconds))
      return { scenario: first, executions: 1, minimal: false, repeated: false, atEnd: false };
    const atEndFirst = probe.atEnd;
    const deadline = performance.now() + limits.budgetMilliseconds;
    const fails = (candidate: Scenario) => probe.isSilent(candidate, limits.probeMilliseconds);
    const until = () => performance.now() > deadline;
    const { scenario, executions, minimal } = shrinkScenario(first, fails, { until });
    // A candidate may have been slow and not silent, so the last word has a look of full length.
    return probe.isSilent(scenario, limits.stallMilliseconds)
      ? { scenario, executions: executions + 2, minimal, repeated: true, atEnd: probe.atEnd }
      : { scenario: first, executions: executions + 2, minimal: false, repeated: true, atEnd: atEndFirst };
  } finally {
    probe.close();
  }
}
