import type { Demand } from './demands.ts';
import { LENGTH } from './hunt.ts';
import { figures, type Row, SIGHTINGS } from './row.ts';

const TITLES = [
  'failures',
  'minimum',
  'reached',
  'forms',
  'symptoms',
  'proven',
  'CPU ms',
  'runs',
  'searched',
];
const OF_COMMANDS = ['| failures', 'length', 'reached', 'runs'];

/** What stands above the rows. */
export const HEAD = [
  `${SIGHTINGS} failures of each fault, found in scenarios of ${LENGTH} operations, and what is left of them;`,
  "runs: of whole scenarios; searched: of a few operations each; behind the line: fast-check's commands, from the same seeds",
  '',
  line(['fault', ...TITLES, ...OF_COMMANDS]),
].join('\n');

export function rowLine(row: Row): string {
  const { commands, fault, minimum, ...own } = figures(row);
  const { failures, reached, forms, symptoms, proven, milliseconds, runs, searched } = own;
  const cells = [
    failures,
    minimum.join(' or '),
    reached,
    forms,
    symptoms,
    proven,
    milliseconds,
    runs,
    searched,
  ];
  return line([fault, ...cells, `| ${commands.failures}`, commands.length, commands.reached, commands.runs]);
}

export const demandLine = ({ asked, seen, ok }: Demand): string =>
  `${ok ? 'ok    ' : 'not ok'}  ${asked}: ${seen}`;

function line([name, ...cells]: readonly (string | number)[]): string {
  return `${String(name).padEnd(32)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
}
