import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instrument, type Mutant } from './instrument.ts';
import { judgeAll } from './judgeAll.ts';
import { filesOf, PARTS, type Part } from './parts.ts';
import { isInSample } from './sample.ts';
import { type Score, scoreLine, scoresOf, sumOf } from './score.ts';
import { survivorOf } from './survivors/index.ts';
import { PHASES, Verdicts } from './verdicts.ts';

/*
 * Changes the sources of one part in thousands of places, one at a time, and says which of that nobody notices:
 * `main.js impl|spec|model [words of files, the first ones first] [--sample=N] [--deep] [--only=suite|tests|deep] [--live] [--again] [--write]`. Goes on where an earlier run ended.
 */
const root = process.cwd(); // npm runs scripts at the top.
const [first = 'impl', ...words] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const part = PARTS.find((each) => each === first);
if (part === undefined) throw new Error(`${first} is none of ${PARTS.join(', ')}`);
await main(part);

async function main(part: Part): Promise<void> {
  const folder = join(root, 'dist/stryker', part);
  mkdirSync(folder, { recursive: true });
  const { mutants, texts } = await instrument(root, filesOf(root, part, 'source'));
  const verdicts = new Verdicts(join(folder, 'verdicts.jsonl'), flags.includes('--again'));
  const period = Number(flags.find((flag) => flag.startsWith('--sample='))?.split('=')[1] ?? 1);
  const placeOf = (file: string): number => words.findIndex((word) => file.includes(word));
  const asked = mutants
    .filter(({ excluded, file }) => excluded === null && (words.length === 0 || placeOf(file) >= 0))
    .filter(({ name }) => isInSample(name, period))
    .toSorted((one, other) => placeOf(one.file) - placeOf(other.file));
  const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length);
  for (const phase of PHASES)
    if (only === undefined ? phase !== 'deep' || flags.includes('--deep') : phase === only)
      await judgeAll(
        { root, folder, part, texts, mutants, asked, verdicts, onlyLive: flags.includes('--live') },
        phase,
      );
  const scores = scoresOf(mutants, verdicts, (mutant) => survivorOf(mutant) !== undefined);
  for (const [name, score] of Object.entries(scores)) process.stdout.write(`${scoreLine(name, score)}\n`);
  process.stdout.write(`${scoreLine(part, sumOf(scores))}\n`);
  for (const mutant of asked) {
    const survives = verdicts.isJudged(mutant) && verdicts.noticed(mutant) === null;
    const isExplained = survivorOf(mutant) !== undefined;
    if (survives && !isExplained) process.stdout.write(`nobody notices, row ${mutant.row}: ${mutant.name}\n`);
    if (!survives && isExplained && verdicts.isJudged(mutant))
      process.stdout.write(`noticed after all: ${mutant.name}\n`);
  }
  const open = mutants
    .filter(
      (mutant) => mutant.excluded === null && verdicts.isJudged(mutant) && verdicts.noticed(mutant) === null,
    )
    .filter((mutant) => survivorOf(mutant) === undefined);
  if (flags.includes('--write')) write(part, scores, open);
}

/** The measured score, kept beside the survivors, and what survives without a reason. */
function write(part: Part, scores: Record<string, Score>, open: readonly Mutant[]): void {
  const folder = join(root, 'bench/stryker');
  const file = join(folder, 'measured.json');
  const measured = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, Score>>;
  measured[part] = scores;
  writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
  writeFileSync(join(folder, 'open', `${part}.txt`), open.map(({ name }) => `${name}\n`).join(''));
}
