import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import { scenarioJson } from '../../properties/scenario/scenarioJson.ts';
import type { Emitted } from './emitted.ts';

/**
 * A script for an allocator in any language: the machine, then an operation a line, with what the model accepts as its answer in
 * words. Where more than one answer is right, the words that follow hold for the answers of the target that was run.
 */
export function jsonLines({ scenario, token, replayed, version }: Emitted): string {
  const { operations, zoneproof: _, version: __, ...rest } = scenarioJson(scenario);
  const { story, target, violation } = replayed;
  const head = {
    zoneproof: 'script',
    version: 1,
    writtenBy: version,
    ...rest,
    layout: scenario.layout,
    token,
    target,
  };
  const lines = operations.map((operation, number) => {
    const step = story.steps.find((told) => told.number === number);
    return {
      number,
      call: describeOperation(operation),
      operation,
      ...(step === undefined
        ? {}
        : { expected: step.modelSays, answered: step.targetSays, agrees: step.agrees }),
    };
  });
  const end = violation === null ? [] : [{ broken: violation.invariant, sentence: violation.sentence }];
  return `${[head, ...lines, ...end].map((line) => JSON.stringify(line)).join('\n')}\n`;
}
