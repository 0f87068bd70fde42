import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../properties/input/packageRoot.ts';

/** The version of zoneproof, out of its package. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
