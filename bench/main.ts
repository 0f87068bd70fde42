import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MEASURES } from './measures.ts';
import { isGood, ROWS } from './rows.ts';

/** Rounds over all measures, in turn, so that a busy moment of the machine hits all of them alike. */
const ROUNDS = 5;

const figures = new Map<string, number[]>(Object.keys(MEASURES).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, seen] of figures) seen.push(measured(name));
}
const rows = ROWS.map((row) => {
  const ratio = row.ratio((name) => median(figures.get(name) ?? []));
  return { name: row.name, ratio, target: row.target, ok: isGood(row, ratio) };
});
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows)}\n`);
else print();
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;

function measured(name: string): number {
  const script = fileURLToPath(new URL('./measure.js', import.meta.url));
  return Number(execFileSync(process.execPath, [script, name], { encoding: 'utf8' }));
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

function print(): void {
  for (const [index, { name, ratio, target, ok }] of rows.entries()) {
    const bound = ROWS[index]?.good ?? 'at least'; // One row each, in order.
    process.stdout.write(
      `${ok ? 'ok  ' : 'MISS'}  ${ratio.toPrecision(3).padStart(6)}  ${bound} ${target}  ${name}\n`,
    );
  }
  for (const [name, seen] of figures) {
    const sorted = seen.toSorted((a, b) => a - b);
    const [least, most] = [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN];
    process.stdout.write(
      `      ${name.padEnd(12)} ${median(seen).toPrecision(4)} [${least.toPrecision(4)}..${most.toPrecision(4)}]\n`,
    );
  }
}
