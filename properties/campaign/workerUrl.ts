/** Node before 22 cannot load a `.ts` worker, so tests that run from sources use the compiled one. */
const here = import.meta.url;

export const WORKER = new URL(
  here.endsWith('.ts') ? '../../dist/properties/campaign/worker.js' : './worker.js',
  here,
);
