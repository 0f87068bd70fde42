type DefineTest = (name: string, body: () => Promise<void>, timeout: number) => void;

// Whoever imports this without a test runner, such as a documentation tool, may.
const runner: { readonly test?: DefineTest } =
  'test' in globalThis
    ? (globalThis as { readonly test?: DefineTest })
    : await import('vitest').catch(() => ({}));

/** Registers a test with the runner that is there: the `test` of its globals, or that of vitest. */
export const defineTest: DefineTest = (name, body, timeout) => {
  if (runner.test === undefined)
    throw new Error('checkAllocator needs a test runner; run it with vitest: npm install --save-dev vitest');
  runner.test(name, body, timeout);
};
