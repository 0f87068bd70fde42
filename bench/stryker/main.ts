import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { instrument, type Mutant } from './instrument.ts';
import { judgeAll } from './judgeAll.ts';
import { filesOf, PARTS, type Part } from './parts.ts';
import { isInSample } from './sample.ts';
import { type Score, scoreLine, scoresOf, sumOf } from './score.ts';
import { survivorOf } from './survivors/index.ts';
import { PHASES, Verdicts } from './verdicts.ts';

/*
 * Changes the sources of one part in thousands of places, one at a time, and says which of that nobody notices. Goes on where an
 * earlier run ended.
 *
 *   main.js impl|spec|model [words of files, the first ones first]
 *           [--sample=N] [--deep] [--only=suite|tests|types|deep] [--live] [--again] [--write] [--by=word of noticers]
 */
const root = process.cwd(); // npm runs scripts at the top.
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '1' },
    only: { type: 'string' },
    deep: { type: 'boolean', default: false },
    live: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    by: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
});
const [first = 'impl', ...words] = positionals;
const period = Number(flags.sample);
if (!(period >= 1)) throw new RangeError(`--sample=${flags.sample} is no number from 1 on`);
if (flags.only !== undefined && !PHASES.some((phase) => phase === flags.only))
  throw new RangeError(`--only=${flags.only} is none of ${PHASES.join(', ')}`);
const part = PARTS.find((each) => each === first);
if (part === undefined) throw new Error(`${first} is none of ${PARTS.join(', ')}`);
await main(part);

async function main(part: Part): Promise<void> {
  const folder = join(root, 'dist/stryker', part);
  mkdirSync(folder, { recursive: true });
  const { mutants, texts } = await instrument(root, filesOf(root, part, 'source'));
  const verdicts = new Verdicts(join(folder, 'verdicts.jsonl'), flags.again);
  const placeOf = (file: string): number => words.findIndex((word) => file.includes(word));
  const asked = mutants
    .filter(({ excluded, file }) => excluded === null && (words.length === 0 || placeOf(file) >= 0))
    .filter(({ name }) => isInSample(name, period))
    .toSorted((one, other) => placeOf(one.file) - placeOf(other.file));
  for (const phase of PHASES)
    if (flags.only === undefined ? phase !== 'deep' || flags.deep : phase === flags.only)
      await judgeAll(
        { root, folder, part, texts, mutants, asked, verdicts, onlyLive: flags.live, by: flags.by },
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
  if (flags.write) write(part, scores, open);
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
