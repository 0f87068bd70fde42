/**
 * Where the thread of a campaign begins: one file that holds all of it, made by the build. V8 reads a constant imported from
 * another module anew each time; within one module it folds it, which makes checking a sixth faster.
 *
 * Node before 22 cannot load a `.ts` worker, so tests that run from sources use the built one, too.
 */
const here = import.meta.url;

export const WORKER = new URL(
  here.endsWith('.ts') ? '../../dist/properties/campaign/worker.bundle.js' : './worker.bundle.js',
  here,
);
