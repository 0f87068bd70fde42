import type { Story } from '../../properties/run/story.ts';
import type { Scenario } from '../../properties/scenario/scenario.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import type { Ink } from './ink.ts';
import { counted } from './numbers.ts';
import { stepTable } from './steps.ts';

/** A replay in which every step was as the model allows. */
export function replayPassed(scenario: Scenario, story: Story, target: string, ink: Ink): string {
  const count = operationCount(scenario.operations);
  const operations = counted(count, 'operation');
  const asked = story.steps.filter(({ number }) => number < count); // Without the questions at the end.
  const verdict = `${ink.good(ink.strong('pass'))}: nothing found in ${operations}`;
  const place = `  layout ${scenario.layout.name}, design ${scenario.design}, target ${target}`;
  return [verdict, place, '', ...stepTable(asked, ink)].join('\n').trimEnd();
}
