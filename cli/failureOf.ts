import type { FoundViolation } from '../properties/campaign/result.ts';
import { PRESETS } from '../properties/presets/index.ts';
import { INVARIANTS } from '../spec/invariants/index.ts';
import type { Failure } from './render/failure.ts';
import { ruleOf } from './render/rule.ts';
import type { TargetOptions } from './subjects.ts';

/** The options that a command to repeat a violation must repeat. */
export interface RepeatedOptions extends TargetOptions {
  readonly layout?: readonly string[];
}

/** What the report of a violation is made of; its commands name the target as the user did. */
export function failureOf(found: FoundViolation, target: string, options: RepeatedOptions): Failure {
  const neighbour = found.explanation?.neighbour ?? null;
  const replayOf = (token: string): string => `zoneproof replay ${token}${flagsOf(found, options)}`;
  return {
    found,
    rule: ruleOf(INVARIANTS, found.violation.invariant),
    target,
    replay: replayOf(found.token),
    passing: neighbour && replayOf(neighbour.token),
    explain: `zoneproof explain ${found.violation.invariant}`,
  };
}

/** A token names its layout and knows nothing of the target, so layout files and targets are named again. */
function flagsOf({ scenario }: FoundViolation, { target, fault, layout = [] }: RepeatedOptions): string {
  const isPreset = (name: string) => Object.hasOwn(PRESETS, name);
  const files = isPreset(scenario.layout.name) ? [] : layout.filter((name) => !isPreset(name));
  return [
    ...files.map((name) => ` --layout ${quoted(name)}`),
    ...(fault === undefined ? [] : [` --fault ${fault}`]),
    ...(target === undefined ? [] : [` --target ${quoted(target)}`]),
  ].join('');
}

const quoted = (word: string): string =>
  /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
