import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import type { Instrumented, Mutant } from './instrument.ts';
import { entryOf, type Part } from './parts.ts';
import type { Look, Verdict } from './question.ts';
import { judge, look } from './run.ts';
import { compilerOf } from './types.ts';
import type { Phase, Verdicts } from './verdicts.ts';

/** Milliseconds of work for a mutant: what is noticed at all is mostly noticed at once. */
const BUDGETS: Readonly<Record<Exclude<Phase, 'types'>, number>> = { suite: 300, tests: 200, deep: 2000 };

/** What is judged. */
export interface Job {
  readonly root: string;
  /** Where bundles and verdicts are kept. */
  readonly folder: string;
  readonly part: Part;
  readonly texts: readonly Instrumented[];
  /** Every mutant, by its number. */
  readonly mutants: readonly Mutant[];
  /** Those to be judged, in this order. */
  readonly asked: readonly Mutant[];
  readonly verdicts: Verdicts;
  /** Leave out those that have their say while modules are loaded: each takes a quarter of a second. */
  readonly onlyLive: boolean;
  /** Only tests with this in their path, or what of the suite has it in its name; what they do not notice, others may. */
  readonly by: string;
}

/** Lets one kind of noticer judge what nobody has noticed yet. */
export async function judgeAll(job: Job, phase: Phase): Promise<void> {
  const { mutants, verdicts } = job;
  const asked = job.asked.filter((mutant) => !verdicts.isDone(mutant, phase));
  if (asked.length === 0) return;
  if (phase === 'types') return judgeByCompiler(job, asked);
  const { bundle, lookFile, seen } = await prepare(job, phase === 'tests' ? 'tests' : 'suite');
  const atLoad = new Set(seen.atLoad);
  const passed = new Set(seen.passed.flat());
  const heard = listener(phase, asked.length, (verdict) => {
    if (job.by === '' || verdict.by !== null) verdicts.add(phase, mutants[verdict.mutant]!, verdict);
  });
  const common = { bundle, look: lookFile, budget: BUDGETS[phase], byFocus: phase === 'tests' };
  const numbers = asked.map(({ number }) => number);
  const live = numbers.filter((number) => passed.has(number) && !(atLoad.has(number) && phase !== 'tests'));
  await judge({ ...common, mutants: live, fromTheStart: false }, heard);
  const early = numbers.filter((number) => atLoad.has(number) && verdicts.noticed(mutants[number]!) === null);
  if (!job.onlyLive) await judge({ ...common, mutants: early, fromTheStart: true }, heard);
  for (const number of numbers)
    if (!passed.has(number) && !atLoad.has(number))
      heard({ mutant: number, by: null, place: -1, milliseconds: 0, cut: false }); // Nobody comes by.
}

/** The compiler is asked here: it is quick, and no mutant is alive. */
function judgeByCompiler({ root, part, verdicts }: Job, asked: readonly Mutant[]): void {
  const complaint = compilerOf(root, part);
  for (const mutant of asked) verdicts.add('types', mutant, { by: complaint(mutant), cut: false });
}

function listener(phase: Phase, all: number, hear: (verdict: Verdict) => void): (verdict: Verdict) => void {
  let count = 0;
  return (verdict) => {
    hear(verdict);
    if (++count % 100 === 0) process.stderr.write(`${phase}: ${count} of ${all}\n`);
  };
}

async function prepare(
  { root, folder, part, texts, mutants, by: word }: Job,
  by: 'suite' | 'tests',
): Promise<{ bundle: string; lookFile: string; seen: Look }> {
  mkdirSync(folder, { recursive: true });
  const entry = entryOf(root, part, by, word);
  const stem = join(folder, by + word.replaceAll('/', '-'));
  const noting = `${stem}.noting.cjs`;
  const bundle = `${stem}.cjs`;
  const lookFile = `${stem}.look.json`;
  const before = existsSync(noting) ? readFileSync(noting, 'utf8') : '';
  await build(root, entry, new Map(texts.map((text) => [text.file, text.noting])), noting);
  await build(root, entry, new Map(texts.map((text) => [text.file, text.switched])), bundle);
  const isSame = existsSync(lookFile) && readFileSync(noting, 'utf8') === before;
  const seen = isSame
    ? (JSON.parse(readFileSync(lookFile, 'utf8')) as Look) // Written by `look`.
    : await look(noting, mutants.length, lookFile);
  if (seen.broken.length === 0) return { bundle, lookFile, seen };
  rmSync(lookFile); // A busy machine may be to blame, so the next run looks again.
  throw new Error(`nothing is to be learned while sound sources are taken for broken: ${seen.broken[0]}`);
}
