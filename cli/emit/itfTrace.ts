import type { PageMap, StepPages } from '../../properties/run/story.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import type { Emitted } from './emitted.ts';

/** Where the format is defined. */
const DEFINITION = 'https://apalache-mc.org/docs/adr/015adr-trace.html';

const VARS = ['step', 'operation', 'modelSays', 'targetSays', 'agrees', 'model', 'target'] as const;

/**
 * The run as a trace of states in the Informal Trace Format (ITF), which Quint and Apalache write and their viewers read: the first
 * state is after boot, then one after each operation. `model` and `target` are functions from the first frame of a run of frames in the
 * same state to what these frames are.
 */
export function itfTrace({ scenario, token, replayed, version }: Emitted): string {
  const { start, steps } = replayed.story;
  const first = state(0, -1, 'boot', { modelSays: '', targetSays: '', agrees: true }, start);
  const rest = steps.map((step, place) =>
    state(place + 1, step.number, describeOperation(step.operation), step, step.pages),
  );
  const trace = {
    '#meta': {
      format: 'ITF',
      'format-description': DEFINITION,
      source: token,
      description: `written by zoneproof ${version}: design ${scenario.design}, layout ${scenario.layout.name}, target ${replayed.target}`,
      status: replayed.violation === null ? 'ok' : 'violation',
    },
    params: [],
    vars: VARS,
    states: [first, ...rest],
  };
  return `${JSON.stringify(trace, null, 2)}\n`;
}

interface Said {
  readonly modelSays: string;
  readonly targetSays: string;
  readonly agrees: boolean;
}

const state = (
  index: number,
  step: number,
  operation: string,
  { modelSays, targetSays, agrees }: Said,
  pages: StepPages = NO_PAGES,
) => ({
  '#meta': { index },
  step: integer(step),
  operation,
  modelSays,
  targetSays,
  agrees,
  model: pagesOf(pages.model),
  target: pagesOf(pages.target),
});

const NO_PAGES: StepPages = { model: { runs: [] }, target: { runs: [] } };

const integer = (number: number) => ({ '#bigint': String(number) });

const pagesOf = ({ runs }: PageMap) => ({
  '#map': runs.map(({ start, end, zone, mirror, leaves, holder }) => [
    integer(start),
    { end: integer(end), zone, mirror, leaves: { '#set': leaves }, holder: integer(holder ?? -1) },
  ]),
});
