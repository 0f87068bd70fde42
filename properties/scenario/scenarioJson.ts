import { PRESETS } from '../presets/index.ts';
import { operationAt } from './operationAt.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioFile } from './scenarioFile.ts';
import { operationCount } from './words.ts';

/** A scenario as plain data for `JSON.stringify`; a layout that is a preset travels as its name. */
export const scenarioJson = ({ layout, design, operations }: Scenario): ScenarioFile => ({
  zoneproof: 'scenario',
  version: 1,
  layout: PRESETS[layout.name] === layout ? layout.name : { ...layout },
  design,
  operations: Array.from({ length: operationCount(operations) }, (_, index) =>
    operationAt(operations, index),
  ),
});

/** The same as the text of a file: an operation a line, so that a change of one is a change of one line. */
export function scenarioText(scenario: Scenario): string {
  const { operations, ...head } = scenarioJson(scenario);
  const lines = operations.map((operation) => `    ${JSON.stringify(operation)}`).join(',\n');
  const opening = JSON.stringify(head, null, 2).replace(/\n\}$/, '');
  return operations.length === 0
    ? `${opening},\n  "operations": []\n}\n`
    : `${opening},\n  "operations": [\n${lines}\n  ]\n}\n`;
}
