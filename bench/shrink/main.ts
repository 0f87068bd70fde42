import { chosenFaults } from './chosen.ts';
import { demandsOf } from './demands.ts';
import { shrinkOwn } from './own.ts';
import { demandLine, HEAD, rowLine } from './print.ts';
import { figures, rowOf } from './row.ts';

/**
 * Shortens failures of seeded faults, beside fast-check's own commands: `node dist/bench/shrink/main.js [FAULT...] [--all] [--json]`. Ends
 * with 1 if a demand is not met.
 */
function main(words: readonly string[]): number {
  const named = words.filter((word) => !word.startsWith('--'));
  const faults = chosenFaults(named, words.includes('--all'));
  const isJson = words.includes('--json');
  const say = (text: string): void => {
    if (!isJson) process.stdout.write(`${text}\n`);
  };
  shrinkOwn(faults[0]!, 1000); // The engine warms up on nobody's account.
  say(HEAD);
  const rows = faults.map((fault) => {
    const row = rowOf(fault);
    say(rowLine(row));
    return row;
  });
  const demands = demandsOf(rows, named.length === 0);
  say(`\n${demands.map(demandLine).join('\n')}`);
  if (isJson) process.stdout.write(`${JSON.stringify({ rows: rows.map(figures), demands })}\n`);
  return demands.every(({ ok }) => ok) ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
