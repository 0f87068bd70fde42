import type { Fault } from '../properties/faults/index.ts';
import { minimalScenarioOf } from '../properties/faults/minimalScenario.ts';
import { PRESETS } from '../properties/presets/index.ts';
import { describeOperation } from '../properties/scenario/describeOperation.ts';
import { operationAt } from '../properties/scenario/operationAt.ts';
import { scenarioOfToken } from '../properties/scenario/token.ts';
import { operationCount } from '../properties/scenario/words.ts';
import { INVARIANTS } from '../spec/invariants/index.ts';
import type { ToldFault } from './render/faultPage.ts';
import { ruleOf } from './render/rule.ts';

/** A fault with the claims of its rules and the operations of its minimal scenario. */
export function toldFault(fault: Fault): ToldFault {
  const { name, invariant, also } = fault;
  const kept = minimalScenarioOf(name);
  return {
    ...fault,
    rules: [invariant, also ?? []].flat().map((id) => ruleOf(INVARIANTS, id)),
    minimal: kept === undefined ? null : { ...kept, ...toldScenario(kept.token) },
  };
}

function toldScenario(token: string): { readonly steps: readonly string[]; readonly layout: string } {
  const { operations, layout } = scenarioOfToken(token, PRESETS); // Tokens are kept on presets alone.
  const steps = Array.from({ length: operationCount(operations) }, (_, index) =>
    describeOperation(operationAt(operations, index), index),
  );
  return { steps, layout: layout.name };
}
