import type { Demand } from './demands.ts';
import { LENGTH } from './hunt.ts';
import { figures, type Row, SIGHTINGS } from './row.ts';

const TITLES = ['failures', 'minimum', 'reached', 'forms', 'symptoms', 'proven', 'CPU ms', 'runs', 'proof'];
const OF_COMMANDS = ['| failures', 'length', 'reached', 'runs'];

/** What stands above the rows. */
export const HEAD = [
  `${SIGHTINGS} failures of each fault, found in scenarios of ${LENGTH} operations, and what is left of them;`,
  "runs: until it is that short; proof: runs of a few operations after that; behind the line: fast-check's commands, same seeds",
  '',
  line(['fault', ...TITLES, ...OF_COMMANDS]),
].join('\n');

export function rowLine(row: Row): string {
  const { commands, fault, minimum, ...own } = figures(row);
  const { failures, reached, forms, symptoms, proven, milliseconds, runs, proof } = own;
  const cells = [failures, minimum.join(' or '), reached, forms, symptoms, proven, milliseconds, runs, proof];
  return line([fault, ...cells, `| ${commands.failures}`, commands.length, commands.reached, commands.runs]);
}

export const demandLine = ({ asked, seen, ok }: Demand): string =>
  `${ok ? 'ok    ' : 'not ok'}  ${asked}: ${seen}`;

function line([name, ...cells]: readonly (string | number)[]): string {
  return `${String(name).padEnd(32)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
}
