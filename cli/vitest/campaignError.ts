import { relative } from 'node:path';
import type { CampaignResult } from '../../properties/campaign/result.ts';
import { failureOf } from '../failureOf.ts';
import { failureReport } from '../render/failure.ts';
import { PLAIN } from '../render/ink.ts';

/**
 * What a test fails with: the report of the minimal run, or why what was tried proves too little. Null if it passes.
 *
 * @param file of the target's module, if it is one
 */
export async function campaignError(result: CampaignResult, file: string | null): Promise<Error | null> {
  if (result.verdict === 'pass') return null;
  const [found] = result.violations;
  if (found === undefined)
    return errorOf(`nothing was found, but that proves too little: ${result.doubts.join('; ')}`);
  const target = file === null ? 'MODULE' : relative(process.cwd(), file);
  const report = failureReport(failureOf(found, result.target, { target }), PLAIN);
  const hint = file === null ? '\n  MODULE is a file that exports the target' : '';
  return errorOf(`${report}${hint}`);
}

/** Where in zoneproof it was made is of no use to anybody. */
function errorOf(message: string): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}`;
  return error;
}
