import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that zoneproof is installed in. */
export function packageRoot(): string {
  const here = fileURLToPath(import.meta.url);
  // The same place seen from `cli/` and from `dist/cli/`, which is one level further down.
  return here.endsWith('.ts') ? join(here, '../..') : join(here, '../../..');
}

/** The version of zoneproof, out of its package. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
