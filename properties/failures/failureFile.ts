import { z } from 'zod';
import { InputError, showValue } from '../input/inputError.ts';
import { placeOf } from '../input/readLayout.ts';
import type { Violation } from '../run/violation.ts';
import { readScenario } from '../scenario/readScenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scenarioHash } from '../scenario/scenarioHash.ts';
import { scenarioText } from '../scenario/scenarioJson.ts';

/** A failure as it is kept between campaigns. */
export interface StoredFailure {
  /** The allocator that failed: `sound`, `fault:NAME` or `module:FILE`. Others are not judged by it. */
  readonly target: string;
  readonly scenario: Scenario;
  readonly violation: Pick<Violation, 'invariant' | 'sentence'>;
  /** Whether it was made as short as it gets; a campaign that was killed leaves what it first saw. */
  readonly minimal: boolean;
}

const schema = z.looseObject(
  {
    zoneproof: z.literal('failure', '"failure"'),
    version: z.literal(1, '1, the only version there is'),
    target: z.string('the allocator that failed'),
    invariant: z.string('the number of a rule'),
    sentence: z.string('what happened'),
    minimal: z.boolean('true or false'),
    scenario: z.unknown(),
  },
  'a failure: an object',
);

/** The text of its file; an operation is a line. */
export function failureText({ target, scenario, violation, minimal }: StoredFailure): string {
  const { invariant, sentence } = violation;
  const head = { zoneproof: 'failure', version: 1, target, invariant, sentence, minimal };
  const inner = scenarioText(scenario).trimEnd().replaceAll('\n', '\n  ');
  return `${JSON.stringify(head, null, 2).replace(/\n\}$/, '')},\n  "scenario": ${inner}\n}\n`;
}

/**
 * A failure out of the text of its file.
 *
 * @param hash what the file is named by
 * @throws InputError in one sentence, if the file is not as it was written
 */
export function readFailure(text: string, file: string, hash: string): StoredFailure {
  const value = parsed(text, file);
  const { data, error } = schema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue !== undefined) throw damaged(placeOf(file, issue.path), issue.message);
  const { target, invariant, sentence, minimal, scenario } = data!; // Without an error there is data.
  const read = readScenario(scenario, `${file}: scenario`);
  if (scenarioHash(read) !== hash)
    throw damaged(file, `a scenario whose hash is the file's name`, scenarioHash(read));
  return { target, scenario: read, violation: { invariant, sentence }, minimal };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(file, 'JSON', cause instanceof Error ? cause.message : String(cause));
  }
}

const damaged = (place: string, expected: string, found?: string): InputError =>
  new InputError({
    place,
    expected,
    remedy: 'delete the file, or bring it back as it was',
    ...(found === undefined ? {} : { found: showValue(found) }),
  });
