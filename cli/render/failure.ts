import type { FoundViolation } from '../../properties/campaign/result.ts';
import type { PageMap } from '../../properties/run/story.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { explained } from './explained.ts';
import { commandFields, type Field, fields } from './fields.ts';
import { focusOn } from './focus.ts';
import type { Ink } from './ink.ts';
import { count, counted } from './numbers.ts';
import { legendLine, pageMapLines } from './pageMap.ts';
import type { Rule } from './rule.ts';
import { stepTable } from './steps.ts';

/** Everything a failure report is made of. */
export interface Failure {
  readonly found: FoundViolation;
  readonly rule: Rule;
  readonly target: string;
  /** The commands to type next. */
  readonly replay: string;
  /** Replays the nearest scenario that passes; null if none is known. */
  readonly passing: string | null;
  readonly explain: string;
}

/** A broken rule for a person: the verdict first, then where the sides parted, then what to type next. */
export function failureReport({ found, rule, target, replay, passing, explain }: Failure, ink: Ink): string {
  const { violation, story } = found;
  const steps = stepTable(story.steps, ink);
  return [
    `${ink.bad(ink.strong(`error[${violation.invariant}]`))}: ${ink.strong(violation.sentence)}`,
    ...fields([placeOf(found, target)], ink),
    '',
    ...(steps.length > 0 ? [...steps, ''] : []),
    ...mapsOf(found, ink),
    ...fields(
      [
        ['rule', rule.claim],
        ['why', rule.why],
        ['source', rule.source],
        ...explanationOf(found),
        ['length', lengthOf(found)],
      ],
      ink,
    ),
    '',
    ...commandFields(
      [
        ['token', found.token],
        ['replay', replay],
        ...(passing === null ? [] : [['passing', passing] as const]),
        ['explain', explain],
      ],
      ink,
    ),
  ].join('\n');
}

/** A sentence a line, its label in front of the first. */
function explanationOf(found: FoundViolation): Field[] {
  const { needed, matters, doesNotMatter, passes } = explained(found);
  const labelled = (label: string, sentences: readonly string[]): Field[] =>
    sentences.map((sentence, place) => [place === 0 ? label : '', sentence]);
  return [
    ...labelled('needed', needed),
    ...labelled('matters', matters),
    ...labelled('any value', doesNotMatter),
    ...labelled('passes', passes),
  ];
}

function placeOf({ scenario, violation }: FoundViolation, target: string): Field {
  const place = `layout ${scenario.layout.name}, design ${scenario.design}, target ${target}`;
  return ['-->', `property '${violation.property}', ${place}`];
}

function mapsOf({ story, violation, scenario }: FoundViolation, ink: Ink): string[] {
  const before = focusOn(story.before, story.after);
  const after = focusOn(story.after, story.before);
  if (before.runs.length + after.runs.length === 0) return [];
  const atEnd = violation.operation >= operationCount(scenario.operations);
  return [
    ...titledMap(`pages before ${atEnd ? 'the end' : `#${violation.operation}`}`, before, ink),
    ...titledMap('pages as the target left them', after, ink),
    `  ${ink.faint(legendLine([before, after]))}`,
    '',
  ];
}

const titledMap = (title: string, map: PageMap, ink: Ink): string[] =>
  map.runs.length === 0 ? [] : [`  ${ink.faint(title)}`, ...pageMapLines(map, ink, '    ')];

/** `3 operations; none of them can go; first seen in a run of 16, 41 runs to shorten it`. */
function lengthOf({ scenario, minimal, certificate, foundIn, executions }: FoundViolation): string {
  const operations = operationCount(scenario.operations);
  const length = counted(operations, 'operation');
  if (operations === 0 || executions === 0) return length;
  const needed = operations === 1 ? 'it cannot go' : 'none of them can go';
  const proven = certificate && `none of ${count(certificate.tried)} shorter or plainer ones does it`;
  const shortest = proven ?? (minimal ? needed : 'perhaps not the shortest');
  return `${length}; ${shortest}; first seen in a run of ${count(foundIn)}, ${counted(executions, 'run')} to shorten it`;
}
