// What the build does after the compiler: the command may be run, and the thread of a campaign is one file.
import { chmodSync } from 'node:fs';
import { build } from 'rolldown';

chmodSync('dist/cli/main.js', 0o755);

const campaign = 'dist/properties/campaign';
await build({
  input: `${campaign}/worker.js`,
  platform: 'node',
  external: [/^node:/, 'fast-check', 'xstate', 'zod'],
  output: { codeSplitting: false, file: `${campaign}/worker.bundle.js`, format: 'esm', comments: false },
  logLevel: 'warn',
});
