import { join } from 'node:path';
import { packageRoot } from '../properties/input/packageRoot.ts';

const root = packageRoot();

export const MEASURE_SCRIPT = join(root, 'dist', 'bench', 'measure.js');
export const COMMAND = join(root, 'dist', 'bundle', 'zoneproof.js');
export const C_SOURCE = join(root, 'bench', 'c', 'buddy.c');
export const PEERS_FOLDER = join(root, 'bench', 'peers');
