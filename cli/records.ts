import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CampaignPlan } from '../properties/campaign/options.ts';
import { type Shard, WHOLE } from '../properties/campaign/shard.ts';
import type { TargetReference } from '../properties/campaign/targetReference.ts';
import { InputError } from '../properties/input/inputError.ts';
import { type Records, readRecords } from '../properties/records/readRecords.ts';
import { FileBook } from '../properties/records/recordBook.ts';
import type { AskedFor } from '../properties/records/recordHeader.ts';
import type { DesignName } from '../spec/designs/design.ts';
import type { RepeatedOptions } from './failureOf.ts';
import { readTextFile } from './files.ts';
import { packageVersion } from './packageVersion.ts';

/** The options that say which part of a campaign to run, and where it is kept. */
export interface RecordOptions extends RepeatedOptions {
  readonly design?: readonly DesignName[];
  readonly seed?: number;
  readonly shard?: Shard;
  readonly out?: string;
  readonly checkpoint?: string;
}

/** The file of records that the options name, if any. Throws InputError for options that do not go together. */
export function recordFile(options: RecordOptions): string | undefined {
  const { shard, out, checkpoint, seed, design } = options;
  if (out !== undefined && checkpoint !== undefined)
    throw refusal('--out and --checkpoint', 'one of them', 'both', 'leave one out: they are the same file');
  const file = checkpoint ?? out;
  if (shard !== undefined && seed === undefined)
    throw refusal('--shard', 'a --seed, the same for all shards', 'none', '--seed 1');
  if (shard !== undefined && file === undefined)
    throw refusal('--shard', 'a file for its records', 'none', '--out shard.jsonl');
  if (file !== undefined && design !== undefined && design.length !== 1)
    throw refusal(
      '--design',
      'one design for a file of records',
      design.join(' and '),
      'run each design with a file of its own',
    );
  return file;
}

/** What is in a file of records. */
export const recordsIn = (file: string, place: string): Records =>
  readRecords(readTextFile(file, place, 'a file of records'), file, packageVersion());

/** The file of records, ready to go on where it was. */
export const bookOf = (
  file: string,
  plan: CampaignPlan,
  options: RecordOptions,
  target: TargetReference,
): FileBook =>
  new FileBook(file, {
    version: packageVersion(),
    plan,
    shard: options.shard ?? WHOLE,
    asked: askedFor(options, target),
  });

function askedFor({ target, fault, layout }: RecordOptions, reference: TargetReference): AskedFor {
  return {
    ...(target === undefined ? {} : { target }),
    ...(fault === undefined ? {} : { fault }),
    ...(layout === undefined ? {} : { layout }),
    ...(reference.kind === 'module' ? { fingerprint: fingerprintOf(reference.file) } : {}),
  };
}

const fingerprintOf = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);

const refusal = (place: string, expected: string, found: string, remedy: string): InputError =>
  new InputError({ place, expected, found, remedy });
