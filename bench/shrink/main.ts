import { FAULTS, type Fault } from '../../properties/faults/index.ts';
import { type ByCommands, shrinkByCommands } from './commands.ts';
import { type Shrunk, shrinkOwn } from './own.ts';

/** Seeds a fault is looked for with. */
const SEEDS = 10;

const [only] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = Object.values(FAULTS).filter(
  ({ name, deep }) => !deep && (only === undefined || name === only),
);
const seeds = Array.from({ length: SEEDS }, (_, index) => 1000 * (index + 1));
shrinkOwn(chosen[0]!, seeds[0]!); // The engine warms up on nobody's account.
const rows = chosen.map(rowOf);
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows)}\n`);
else print();

function rowOf(fault: Fault) {
  const own = seeds.flatMap((seed) => shrinkOwn(fault, seed) ?? []);
  const commands = seeds.flatMap((seed) => shrinkByCommands(fault, seed) ?? []);
  const least = Math.min(...own.map(({ length }) => length), ...commands.map(({ length }) => length));
  return {
    fault: fault.name,
    seeds: own.length,
    minimum: least,
    ...summary(own, least),
    forms: new Set(own.map(({ form }) => form)).size,
    symptoms: new Set(own.map(({ symptom }) => symptom)).size,
    proven: own.filter(({ proven }) => proven).length,
    milliseconds: median(own.map(({ milliseconds }) => milliseconds)),
    searched: median(own.map(({ proof }) => proof)),
    commands: { seeds: commands.length, ...summary(commands, least) },
  };
}

function summary(shrunk: readonly (Shrunk | ByCommands)[], least: number) {
  return {
    length: median(shrunk.map(({ length }) => length)),
    reached: shrunk.filter(({ length }) => length === least).length,
    runs: median(shrunk.map(({ runs }) => runs)),
  };
}

function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[figures.length >> 1] ?? Number.NaN;
}

function print(): void {
  const line = (...cells: readonly (string | number)[]) =>
    `${String(cells[0]).padEnd(30)}${cells
      .slice(1)
      .map((cell) => String(cell).padStart(9))
      .join('')}\n`;
  process.stdout.write(
    `what is found in scenarios of 300 operations, and what is left of it, ${SEEDS} seeds each\n\n`,
  );
  process.stdout.write(
    line(
      'fault',
      'seeds',
      'minimum',
      'reached',
      'forms',
      'rules',
      'proven',
      'CPU ms',
      'runs',
      'searched',
      '| fc:',
      'length',
      'reached',
      'runs',
    ),
  );
  for (const row of rows) {
    const { commands } = row;
    const own = [row.seeds, row.minimum, row.reached, row.forms, row.symptoms, row.proven];
    const cost = [Math.round(row.milliseconds), row.runs, row.searched];
    process.stdout.write(
      line(
        row.fault,
        ...own,
        ...cost,
        `| ${commands.seeds}`,
        commands.length,
        commands.reached,
        commands.runs,
      ),
    );
  }
  const seen = rows.filter((row) => row.seeds > 0);
  const sum = (of: (row: (typeof rows)[number]) => number) => seen.reduce((total, row) => total + of(row), 0);
  process.stdout.write(
    `\n${seen.length} faults: ${sum((row) => row.reached)} of ${sum((row) => row.seeds)} at the minimum, ` +
      `${seen.filter((row) => row.forms <= row.symptoms).length} with one form for each rule; ` +
      `median ${Math.round(median(seen.map((row) => row.milliseconds)))} ms of CPU; ` +
      `runs against fast-check's commands ${median(seen.map((row) => row.runs / row.commands.runs)).toFixed(2)}\n`,
  );
}
