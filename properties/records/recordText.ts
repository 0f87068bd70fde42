import { presetScenario } from '../campaign/presetLayout.ts';
import type { StepRecord } from './stepRecord.ts';

/** Data of a campaign as one line of JSON, typed arrays included. */
export const lineOf = (value: unknown): string => `${JSON.stringify(value, packed)}\n`;

/** The value that a line was made of. Throws SyntaxError. */
export const parsedLine = (line: string): unknown => JSON.parse(line, unpacked);

/** A record that was read: its scenario's layout is the preset again if it was one, so that it prints as its name. */
export const restored = (record: StepRecord): StepRecord =>
  record.found === undefined
    ? record
    : { ...record, found: { ...record.found, scenario: presetScenario(record.found.scenario) } };

const PACKED = '$int32';

const packed = (_: string, value: unknown): unknown =>
  value instanceof Int32Array ? { [PACKED]: [...value] } : value;

function unpacked(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(PACKED in value)) return value;
  return Int32Array.from(value[PACKED] as readonly number[]); // Only `packed` writes this key.
}
