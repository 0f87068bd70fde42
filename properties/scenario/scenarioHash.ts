import { createHash } from 'node:crypto';
import { PRESETS } from '../presets/index.ts';
import type { Scenario } from './scenario.ts';

/** Hexadecimal digits of a hash: 64 bits are enough to tell the failures of a project apart. */
const DIGITS = 16;

/**
 * The identity of a failure: a hash of its scenario, the same on every machine and for ever. A minimal scenario is canonical, so two
 * seeds that lead to one mistake lead to one hash. It names the failure's file and is its fingerprint in SARIF.
 */
export function scenarioHash({ layout, design, operations }: Scenario): string {
  const preset = Object.hasOwn(PRESETS, layout.name) ? PRESETS[layout.name] : undefined;
  const machine = sortedJson(layout);
  const isPreset = preset !== undefined && sortedJson(preset) === machine;
  // A preset counts by its name, so that a better description of where it came from changes no identity.
  const text = [isPreset ? layout.name : machine, design, Array.from(operations).join()].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}

/** JSON that does not depend on the order in which fields were written. */
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
