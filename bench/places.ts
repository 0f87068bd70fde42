import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This file runs compiled, from dist/bench; its tests run where it is written. */
const above = dirname(dirname(fileURLToPath(import.meta.url)));
const root = basename(above) === 'dist' ? dirname(above) : above;

export const MEASURE_SCRIPT = join(root, 'dist', 'bench', 'measure.js');
export const COMMAND = join(root, 'dist', 'cli', 'main.js');
export const C_SOURCE = join(root, 'bench', 'c', 'buddy.c');
export const PEERS_FOLDER = join(root, 'bench', 'peers');
