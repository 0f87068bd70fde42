import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version of zoneproof, out of its package. */
export function packageVersion(): string {
  const here = fileURLToPath(import.meta.url);
  // The same place seen from `cli/` and from `dist/cli/`, which is one level further down.
  const root = here.endsWith('.ts') ? join(here, '../..') : join(here, '../../..');
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
