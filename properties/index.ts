/**
 * zoneproof as a library: describe a machine, check an allocator on it, make what breaks a rule minimal, tell its story.
 *
 * ```ts
 * import { PRESETS, runCampaign, soundTarget } from 'zoneproof';
 *
 * const plan = { layouts: [PRESETS['tiny']!], design: 'kernelcore', seed: 1, runs: 20 } as const;
 * console.log(runCampaign(plan, soundTarget).verdict); // pass
 * ```
 *
 * In a test file of your own, `scenarioArbitrary` and `openSession` work inside plain `fc.assert`.
 *
 * @packageDocumentation
 */
export { createAllocator } from '../impl/library/createAllocator.ts';
export { bootPageAllocator, soundTarget } from '../impl/target.ts';
export * from '../spec/index.ts';
export type { CampaignPlan } from './campaign/options.ts';
export type {
  CampaignResult,
  FindingCount,
  FoundViolation,
  OutcomeCount,
  Reached,
  WitnessCount,
} from './campaign/result.ts';
export { runCampaign } from './campaign/runCampaign.ts';
export type {
  ArgumentRole,
  ArgumentValue,
  Change,
  Difference,
  Ending,
  Explanation,
  Neighbour,
  OperationRole,
  Said,
} from './explain/explanation.ts';
export { FAULTS, type Fault } from './faults/index.ts';
export { type ScenarioConstraints, scenarioArbitrary } from './generate/scenarioArbitrary.ts';
export { InputError } from './input/inputError.ts';
export { readLayout } from './input/readLayout.ts';
export { layoutFromMachine } from './linux/layoutFromMachine.ts';
export { PRESETS } from './presets/index.ts';
export { openSession } from './run/openSession.ts';
export type { Session } from './run/session.ts';
export type { PageMap, PageMapRun, Step, Story } from './run/story.ts';
export { PROPERTY_NAMES, type PropertyName, type Violation } from './run/violation.ts';
export { describeOperation } from './scenario/describeOperation.ts';
export { operationAt } from './scenario/operationAt.ts';
export { readScenario } from './scenario/readScenario.ts';
export type { Scenario } from './scenario/scenario.ts';
export { scenarioHash } from './scenario/scenarioHash.ts';
export { scenarioJson } from './scenario/scenarioJson.ts';
export { scenarioOfToken, tokenOf } from './scenario/token.ts';
export type { OperationWords } from './scenario/words.ts';
export { wordsOf } from './scenario/wordsOf.ts';
export { jsonSchemaOf, type SchemaName } from './schemas/jsonSchema.ts';
export { type ShrinkOptions, type ShrinkResult, shrinkScenario } from './shrink/shrinkScenario.ts';
