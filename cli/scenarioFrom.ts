import { existsSync } from 'node:fs';
import { InputError } from '../properties/input/inputError.ts';
import { PRESETS } from '../properties/presets/index.ts';
import type { Scenario } from '../properties/scenario/scenario.ts';
import { parseJson, readTextFile } from './files.ts';
import { layoutOf } from './subjects.ts';

const EXPECTED = 'a scenario file or a token that begins with zp1';

/**
 * The scenario that a command was given: a scenario file, a stored failure, the first violation in what `check --json` printed, or a
 * token.
 *
 * @param layouts files with layouts that a token may name
 * @param command for messages
 */
export const scenarioFrom = (
  source: string,
  layouts: readonly string[] = [],
  command: string,
): Promise<Scenario> =>
  existsSync(source) ? scenarioOfFile(source, command) : scenarioOfWord(source, layouts, command);

async function scenarioOfFile(file: string, command: string): Promise<Scenario> {
  const { readScenario } = await import('../properties/scenario/readScenario.ts');
  const value = parseJson(readTextFile(file, command, EXPECTED), file);
  const { violations, zoneproof, scenario } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (zoneproof === 'failure') return readScenario(scenario, `${file}: scenario`);
  if (!Array.isArray(violations)) return readScenario(value, file);
  const [first] = violations as { scenario?: unknown }[];
  if (first !== undefined) return readScenario(first.scenario, `${file}: violations[0].scenario`);
  const remedy = `nothing was found in that campaign, so there is nothing to ${command}`;
  const place = `${file}: violations`;
  throw new InputError({ place, expected: `a violation to ${command}`, found: 'none', remedy });
}

async function scenarioOfWord(word: string, layouts: readonly string[], command: string): Promise<Scenario> {
  if (!word.startsWith('zp')) readTextFile(word, command, EXPECTED); // There is no such file, and this says so.
  const { scenarioOfToken } = await import('../properties/scenario/token.ts');
  const given = await Promise.all(layouts.map(layoutOf));
  const byName = Object.fromEntries(given.map((each) => [each.name, each]));
  return scenarioOfToken(word, { ...PRESETS, ...byName });
}
