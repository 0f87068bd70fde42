import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import { MEASURED } from '../measured/places.ts';

/** What times were measured on. */
export const machineName = (): string =>
  `Node ${process.versions.node} on ${cpus()[0]?.model.trim() ?? arch()}`;

/** Replaces a file of measured data: an entry of a list a line, so that a change of one is a change of one line. */
export function write(name: string, data: Readonly<Record<string, unknown>>): void {
  const fields = Object.entries(data).map(([field, value]) => `  ${JSON.stringify(field)}: ${lines(value)}`);
  mkdirSync(MEASURED, { recursive: true });
  writeFileSync(new URL(`${name}.json`, MEASURED), `{\n${fields.join(',\n')}\n}\n`);
}

function lines(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return `[\n${value.map((each) => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]`;
}
