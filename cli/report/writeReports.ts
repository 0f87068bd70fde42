import { writeTextFile } from '../files.ts';
import { FORMATS } from './formats.ts';
import type { ReportInput } from './reportInput.ts';
import type { ReportFile } from './reportOption.ts';

/** Writes the reports that were asked for; the texts are made first, so that a mistake in one leaves no half of the others. */
export function writeReports(files: readonly ReportFile[], input: ReportInput): void {
  const texts = files.map(({ format }) => FORMATS[format](input));
  for (const [place, { file }] of files.entries()) writeTextFile(file, '--report', texts[place] ?? '');
}
