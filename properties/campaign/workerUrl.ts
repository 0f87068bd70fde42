import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../input/packageRoot.ts';

/**
 * Where the thread of a campaign begins: one file that holds all of it, made by the build. V8 reads a constant imported from
 * another module anew each time; within one module it folds it, which makes checking a sixth faster.
 *
 * Node before 22 cannot load a `.ts` worker, so tests that run from sources use the built one, too.
 */
export const WORKER: URL = pathToFileURL(join(packageRoot(), 'dist/bundle/worker.js'));
