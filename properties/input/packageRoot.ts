import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that zoneproof is installed in: the next one above that is a package, seen from a source, its output or a bundle. */
export const packageRoot = (): string => above(dirname(fileURLToPath(import.meta.url)));

const above = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : above(dirname(folder));
