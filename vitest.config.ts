import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{spec,model,impl,properties,cli,bench,docs}/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 60_000,
    reporters: ['default', './last-line.ts'],
    coverage: {
      provider: 'v8',
      include: ['{spec,model,impl}/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text', 'html', 'lcov'],
      thresholds: { 'spec/**': { lines: 95 }, 'model/**': { lines: 95 }, 'impl/**': { lines: 95 } },
    },
  },
});
