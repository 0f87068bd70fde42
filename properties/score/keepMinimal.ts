import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FAULTS, type Fault } from '../faults/index.ts';
import { type MinimalScenario, minimalScenarioOf } from '../faults/minimalScenario.ts';
import { type Hunt, hunt } from './faultScore.ts';
import { inTurn } from './inTurn.ts';
import { layoutsFor } from './layoutsFor.ts';

/** Longer tokens are no example of anything. */
const LONGEST_TOKEN = 600;
/** Machines in front that are the smallest. */
const SMALLEST = 3;

/** Looks for each fault anew with the first seed, and writes down the minimal scenarios. With names: for those alone. */
const names = process.argv.slice(2);
const lines = await inTurn(
  Object.values(FAULTS).toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  1,
  lineOf,
);
const file = resolve('properties/faults/minimal.ts'); // npm runs scripts at the top.
writeFileSync(file, textOf(lines.filter((line) => line !== '')));
spawnSync('npx', ['biome', 'format', '--write', file], { stdio: 'inherit' });

async function lineOf(fault: Fault): Promise<string> {
  const { name } = fault;
  const kept = minimalScenarioOf(name);
  if (names.length > 0 && !names.includes(name)) return kept === undefined ? '' : written(name, kept);
  const { found, invariant, token, proven, irreducible } = await shortestOf(fault);
  if (!found || !irreducible || token === null || token.length > LONGEST_TOKEN) {
    process.stderr.write(`${name}: ${found ? 'too long to keep' : 'not found'}\n`);
    return '';
  }
  return written(name, { invariant, token, proven });
}

type Kept = { readonly [Part in keyof MinimalScenario]: MinimalScenario[Part] | null };

/** What is not proven to be the shortest is perhaps shorter on the smallest machines alone. */
async function shortestOf(fault: Fault): Promise<Hunt> {
  const first = await hunt(fault, 1);
  if (first.proven || fault.layouts !== undefined || fault.deep) return first;
  const second = await hunt(fault, 1, layoutsFor(fault).slice(0, SMALLEST));
  const length = ({ found, minimal }: Hunt) =>
    found && minimal !== null ? minimal : Number.POSITIVE_INFINITY;
  return length(second) < length(first) ? second : first;
}

function written(name: string, { invariant, token, proven }: Kept): string {
  return `  '${name}': { invariant: '${invariant}', token: '${token}', proven: ${proven} },`;
}

function textOf(entries: readonly string[]): string {
  return `import type { MinimalScenario } from './minimalScenario.ts';

/** By name of the fault; written by \`npm run faults:keep\`, and repeated by the tests. */
export const MINIMAL: Readonly<Record<string, MinimalScenario>> = {
${entries.join('\n')}
};
`;
}
