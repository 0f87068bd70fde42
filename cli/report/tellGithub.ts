import { appendFileSync, statSync } from 'node:fs';
import { annotations, jobSummary, MOST_SUMMARY_BYTES } from './github.ts';
import type { ReportInput } from './reportInput.ts';

/**
 * Annotates the run and adds to the summary of its job. Nothing else changes, and a runner that does not
 * take it is no reason to fail.
 *
 * @param say where the runner listens; stderr, since stdout may be JSON
 */
export function tellGithub(
  input: ReportInput,
  say: (text: string) => void,
  environment: NodeJS.ProcessEnv = process.env,
): void {
  for (const line of annotations(input)) say(`${line}\n`);
  const file = environment.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  try {
    const there = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(file, jobSummary(input, MOST_SUMMARY_BYTES - there));
  } catch (error) {
    say(`warning: the job summary was not written: ${error instanceof Error ? error.message : error}\n`);
  }
}
