import { rmSync } from 'node:fs';
import { type Compiled, compileBuddy } from './c/compile.ts';
import { median } from './median.ts';
import { asText, type Result } from './report.ts';
import { isGood, MEASURES_OF_ROWS, ROWS, ratiosOf } from './rows.ts';
import { Session } from './session.ts';
import { installPeers } from './subjects/installPeers.ts';

const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length) ?? '';
const rows = ROWS.filter(({ name }) => name.includes(only));
const wanted = MEASURES_OF_ROWS.filter((name) => rows.some(({ of }) => of.includes(name)));

const compiled = compileBuddy();
const session = new Session(compiled, installPeers());
try {
  session.measure(wanted);
} finally {
  if ('folder' in compiled) removeFolder(compiled);
}

const results = rows.map((row): Result => {
  const ratios = ratiosOf(row, (measure) => session.figures(measure));
  const skipped = row.of.map((measure) => session.whySkipped(measure)).find((why) => why !== null);
  if (skipped) return { name: row.name, target: row.target, skipped };
  const failed = row.of.map((measure) => session.whyFailed(measure)).find((why) => why !== null);
  if (failed) return { name: row.name, ratio: null, target: row.target, ok: false, failed };
  const ratio = median(ratios);
  return { name: row.name, ratio, target: row.target, ok: isGood(row, ratio), ratios, good: row.good };
});
const differences = session.differences();
if (process.argv.includes('--json')) {
  const plain = results.map((result) => ('ratios' in result ? bare(result) : result));
  process.stdout.write(`${JSON.stringify(plain)}\n`);
} else process.stdout.write(asText(results, session));
for (const difference of differences) process.stderr.write(`${difference}\n`);
process.exitCode =
  differences.length === 0 && results.every((result) => 'skipped' in result || result.ok) ? 0 : 1;

/** What a program wants to know of a row. */
function bare({ name, ratio, target, ok }: Extract<Result, { ratios: unknown }>): object {
  return { name, ratio, target, ok };
}

function removeFolder({ folder }: Extract<Compiled, { folder: string }>): void {
  rmSync(folder, { recursive: true, force: true });
}
