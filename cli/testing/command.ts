import { join } from 'node:path';
import { packageRoot } from '../../properties/input/packageRoot.ts';

/** The command as users run it: tests of what it prints start it as a process. */
export const COMMAND: string = join(packageRoot(), 'dist/bundle/zoneproof.js');
