import type { Fault } from '../../properties/faults/fault.ts';
import { AREAS, type HistoricBug, type UnplantedBug } from '../../properties/faults/historicBug.ts';
import type { MinimalScenario } from '../../properties/faults/minimalScenario.ts';
import { commandFields, type Field, fields } from './fields.ts';
import type { Ink } from './ink.ts';
import type { Rule } from './rule.ts';

/** What is told of a seeded fault. */
export interface ToldFault extends Pick<Fault, 'name' | 'summary' | 'bug' | 'design'> {
  /** The rules it breaks, the first of all in front. */
  readonly rules: readonly Rule[];
  readonly minimal: (MinimalScenario & { readonly steps: readonly string[]; readonly layout: string }) | null;
}

/** A seeded fault: the real bug that it plants again, the rule that catches it, and the shortest run that shows it. */
export function faultPage({ name, summary, bug, design, rules, minimal }: ToldFault, ink: Ink): string {
  const entries: Field[] = [
    ...(bug === undefined ? [] : story(bug)),
    ...rules.map(({ id, claim }, at): Field => [at === 0 ? 'breaks' : 'or', `${id}: ${claim}`]),
    ['design', design],
    ...(minimal === null ? [] : shownBy(minimal)),
  ];
  const commands: Field[] = [
    ['check', `zoneproof check --fault ${name}`],
    ...(minimal === null ? [] : [['replay', `zoneproof replay ${minimal.token} --fault ${name}`] as const]),
  ];
  const title = bug === undefined ? name : `${bug.id}, ${name}`;
  return [
    `${ink.strong(title)}: ${summary}`,
    '',
    ...fields(entries, ink),
    '',
    ...commandFields(commands, ink),
  ].join('\n');
}

/** A real bug that no broken allocator plants. */
export const unplantedPage = (bug: UnplantedBug, ink: Ink): string =>
  [
    `${ink.strong(bug.id)}: a bug of ${bug.system}`,
    '',
    ...fields([...story(bug).slice(0, -1), ['not planted', bug.reason], ['source', bug.source]], ink),
  ].join('\n');

const story = ({ area, system, story, source }: HistoricBug): Field[] => [
  ['story', story],
  ['system', system],
  ['area', AREAS[area]],
  ['source', source],
];

function shownBy({ steps, layout, proven }: NonNullable<ToldFault['minimal']>): Field[] {
  if (steps.length === 0) return [['shown by', `the boot of ${layout}, before any operation`]];
  return [
    ...steps.map((step, at): Field => [at === 0 ? 'shown by' : '', step]),
    ['', `on ${layout}${proven ? '; nothing shorter shows it, as far as a search tries' : ''}`],
  ];
}
