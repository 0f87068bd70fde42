import { worstCanary } from '../campaign/canary.ts';
import { numberedSteps } from '../campaign/numberedSteps.ts';
import type { CampaignResult } from '../campaign/result.ts';
import { InputError } from '../input/inputError.ts';
import { Ledger } from './ledger.ts';
import type { Records } from './readRecords.ts';
import { differenceBetween, type RecordHeader } from './recordHeader.ts';

/** The records of one file. */
export interface Share {
  readonly file: string;
  readonly records: Records;
}

export interface Merged {
  readonly header: RecordHeader;
  readonly result: CampaignResult;
}

/**
 * What one run of the campaign would have reported, out of the records of all its shards.
 *
 * @throws InputError if they are of different campaigns, or a shard is missing or there twice
 */
export function mergeRecords(shares: readonly Share[]): Merged {
  const headers = shares.map(headerOf);
  const [header] = headers;
  if (header === undefined) throw refusal('merge', 'the files of all shards', 'none', 'name them');
  requireOneCampaign(shares, headers);
  requireEachShardOnce(shares, headers);
  const ledger = new Ledger(header.plan, numberedSteps(header.plan));
  for (const { records } of shares) for (const record of records.steps) ledger.add(record);
  const allDone = shares.every(({ records }) => records.done);
  const result = ledger.result({
    target: header.target,
    interrupted: !allDone && !ledger.isComplete,
    milliseconds: shares.reduce((sum, { records }) => sum + records.milliseconds, 0),
    canary: worstCanary(shares.flatMap(({ records }) => records.canary ?? [])),
  });
  return { header, result };
}

function headerOf({ file, records }: Share): RecordHeader {
  if (records.header !== null) return records.header;
  throw refusal(file, 'the records of a campaign', 'an empty file', 'run its shard again');
}

function requireOneCampaign(shares: readonly Share[], headers: readonly RecordHeader[]): void {
  const [first, ...others] = headers;
  for (const [index, header] of others.entries()) {
    const difference = differenceBetween(first!, header); // There is one, or there were no others.
    if (difference === '') continue;
    const expected = `records of the same campaign as ${shares[0]?.file}`;
    throw refusal(
      shares[index + 1]?.file ?? 'merge',
      expected,
      difference,
      'merge the shards of one campaign',
    );
  }
}

function requireEachShardOnce(shares: readonly Share[], headers: readonly RecordHeader[]): void {
  const of = headers[0]?.shard.of ?? 1;
  for (let index = 1; index <= of; index++) {
    const files = shares.filter((_, place) => headers[place]?.shard.index === index).map(({ file }) => file);
    if (files.length === 1) continue;
    const found =
      files.length === 0
        ? `no file of shard ${index}/${of}`
        : `shard ${index}/${of} in ${files.join(' and ')}`;
    throw refusal('merge', `each of ${of} shards once`, found, 'name the file of each shard once');
  }
}

const refusal = (place: string, expected: string, found: string, remedy: string): InputError =>
  new InputError({ place, expected, found, remedy });
