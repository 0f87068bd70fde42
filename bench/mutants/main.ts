import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWeakened } from './buildWeakened.ts';
import type * as Judge from './judge.ts';
import { complaintsAbout } from './survivors.ts';

/** Weakens the oracle one place at a time, and says which of that nobody notices. With words: only what has one of them in its name. */
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isAsked = (name: string): boolean => named.length === 0 || named.some((part) => name.includes(part));
const folder = resolve('dist/mutants'); // Packages are found from there.
try {
  const { file, sites } = await buildWeakened(folder);
  const judge = (await import(pathToFileURL(file).href)) as typeof Judge; // Built from it.
  const broken = judge.broken();
  if (broken.length > 0) throw new Error(`not to be weakened, since broken already: ${broken.join('; ')}`);
  const outcomes = [
    ...judge.judgeRules(isAsked),
    ...judge.judgeMachineRules(isAsked),
    ...judge.judgeGuards(isAsked),
    ...sites.flatMap(({ name, rule }, number) =>
      isAsked(name) ? [judge.judgeSite(number, name, rule)] : [],
    ),
  ];
  report(outcomes);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function report(outcomes: readonly Judge.Outcome[]): void {
  const survivors = outcomes.filter(({ noticed }) => noticed === null).map(({ name }) => name);
  const complaints = complaintsAbout(survivors, named.length === 0);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ outcomes }, null, 1)}\n`);
  else
    process.stdout.write(
      `${outcomes.length - survivors.length} of ${outcomes.length} weakened oracles are noticed\n`,
    );
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
  process.exitCode = complaints.length > 0 ? 1 : 0;
}
