import { spawnSync } from 'node:child_process';
import { COMMAND } from './places.ts';

/** The records of a campaign on a large machine are some MiB. */
const MOST_BYTES = 1 << 28;

/** A campaign as users run it, in its own process: operations executed a second, by the clock. */
export function checkedRate(preset: string, seconds: number): number {
  // Run, not imported: the command line is what users time.
  const words = ['check', '--layout', preset, '--seed', '1', '--time', String(seconds), '--json'];
  // An exit code says that something was found, which the verdict tells better.
  const { stdout } = spawnSync(process.execPath, [COMMAND, ...words], {
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
  });
  const { verdict, operationsPerSecond } = JSON.parse(stdout);
  // So short a campaign may prove too little; its rate is what counts.
  if (verdict !== 'pass' && verdict !== 'inconclusive')
    throw new Error(`the campaign on ${preset} ended with ${verdict}`);
  return operationsPerSecond;
}
