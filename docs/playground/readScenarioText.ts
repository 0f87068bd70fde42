import { InputError } from '../../properties/input/inputError.ts';
import { checkOperations } from '../../properties/scenario/checkOperations.ts';
import type { Scenario } from '../../properties/scenario/scenario.ts';
import { wordsOf } from '../../properties/scenario/wordsOf.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { layoutFaultOf } from '../../spec/layout/layoutFault.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { framesOf, MACHINES, MOST_FRAMES } from './choices.ts';
import { type JsonSchema, schemaFault } from './schemaFault.ts';

/**
 * A scenario out of the text of its file.
 *
 * @param schema the published schema of scenarios: what reads files on a command line is too large for a page
 * @throws InputError in one sentence, naming the first thing that is wrong
 */
export function readScenarioText(text: string, schema: JsonSchema): Scenario {
  const value = parsed(text);
  const fault = schemaFault(value, schema);
  if (fault !== null)
    throw new InputError({
      place: fault.path === '' ? 'scenario' : `scenario: ${fault.path}`,
      expected: fault.expected,
      remedy: 'correct this field, or start from a scenario that zoneproof wrote',
    });
  const { layout, design, operations } = value as ScenarioText; // The schema says so.
  const machine = machineOf(layout);
  checkOperations(operations, machine, 'scenario: operations');
  return { layout: machine, design, operations: wordsOf(operations) };
}

interface ScenarioText {
  readonly layout: string | Layout;
  readonly design: DesignName;
  readonly operations: readonly Operation[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = (cause as Error).message; // JSON.parse throws nothing else.
    throw new InputError({
      place: 'scenario',
      expected: 'a token (zp1....) or the JSON of a scenario',
      found,
      remedy: 'copy all of it',
    });
  }
}

function machineOf(layout: string | Layout): Layout {
  const machine = typeof layout === 'string' ? MACHINES[layout] : layout;
  const name = typeof layout === 'string' ? layout : layout.name;
  if (machine === undefined || framesOf(machine) > MOST_FRAMES)
    throw new InputError({
      place: 'scenario: layout',
      expected: `a machine of at most ${MOST_FRAMES} pages, each of which is drawn`,
      found: name,
      remedy: 'replay it on a command line',
    });
  const fault = layoutFaultOf(machine);
  if (fault === undefined) return machine;
  throw new InputError({ ...fault, place: `scenario: layout: ${fault.path.join('.')}` });
}
