import { resolve } from 'node:path';
import { InputError, showValue } from '../../properties/input/inputError.ts';
import { requireWritable } from '../files.ts';

export const REPORT_FORMATS = ['junit', 'sarif', 'markdown', 'json', 'html'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A file to write a report to. */
export interface ReportFile {
  readonly format: ReportFormat;
  readonly file: string;
}

/**
 * Reads one value of `--report` and adds it to those before. A campaign may take hours, so a file that cannot be written is refused
 * before it begins.
 */
export function collectReports(value: string, before: readonly ReportFile[] = []): readonly ReportFile[] {
  const [, name = '', file = ''] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
  const format = REPORT_FORMATS.find((known) => known === name);
  if (format === undefined || file === '') throw fault(FORMAT, showValue(value));
  if (before.some((other) => resolve(other.file) === resolve(file)))
    throw fault('a file of its own for each report', `${showValue(file)} twice`);
  requireWritable(file, '--report');
  return [...before, { format, file }];
}

const FORMAT = `<format>=<file>, the format one of ${REPORT_FORMATS.join(', ')}`;

const fault = (expected: string, found: string): InputError =>
  new InputError({ place: '--report', expected, found, remedy: '--report junit=zoneproof.xml' });
