import type { CampaignPlan } from '../campaign/options.ts';
import type { Shard } from '../campaign/shard.ts';
import type { TargetFacts } from './targetFacts.ts';

/** The first line of a file of records: which campaign they are of. */
export interface RecordHeader {
  readonly zoneproof: 'records';
  /** Of the package that wrote it. */
  readonly version: string;
  readonly plan: CampaignPlan;
  readonly shard: Shard;
  readonly target: TargetFacts;
  readonly asked: AskedFor;
}

/** How the user named what is checked; commands in a report repeat it. */
export interface AskedFor {
  readonly target?: string;
  readonly fault?: string;
  readonly layout?: readonly string[];
  /** Tells versions of a target's module apart. */
  readonly fingerprint?: string;
}

/**
 * What keeps the records of one header from being added to those of another; empty if nothing does. How long each may take does not, nor
 * which shard it is.
 */
export function differenceBetween(one: RecordHeader, other: RecordHeader): string {
  for (const [name, of] of Object.entries(IDENTITY)) {
    const [here, there] = [JSON.stringify(of(one)), JSON.stringify(of(other))];
    if (here !== there) return LONG.has(name) ? `another ${name}` : `${name} ${there} and not ${here}`;
  }
  return '';
}

const IDENTITY: Readonly<Record<string, (header: RecordHeader) => unknown>> = {
  version: ({ version }) => version,
  target: ({ asked, target }) => asked.target ?? asked.fault ?? target.name,
  'version of the target': ({ asked, target }) => [asked.fingerprint, target],
  design: ({ plan }) => plan.design,
  layouts: ({ plan }) => plan.layouts.map(({ name }) => name),
  'layout of the same name': ({ plan }) => plan.layouts,
  seed: ({ plan }) => plan.seed,
  runs: ({ plan }) => plan.runs ?? null,
  operations: ({ plan }) => plan.operations ?? null,
  'kind of limit': ({ plan }) => plan.seconds === undefined,
  'number of shards': ({ shard }) => shard.of,
};

/** Not worth printing. */
const LONG = new Set(['version of the target', 'layout of the same name', 'kind of limit']);
