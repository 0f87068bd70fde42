import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import type { ReportInput } from './reportInput.ts';
import type { ReportFormat } from './reportOption.ts';
import { sarifReport } from './sarif.ts';

/** The text of a report, by format. */
export const FORMATS: Readonly<Record<ReportFormat, (input: ReportInput) => string>> = {
  junit: junitReport,
  sarif: sarifReport,
  markdown: markdownReport,
  json: ({ results, asked }) => jsonReport(results, asked),
  html: htmlReport,
};
