// What the build does after the compiler: the command and the thread of a campaign are one file each, for hundreds of modules
// take longer to load than most commands to run.
import { chmodSync } from 'node:fs';
import { build } from 'rolldown';

const ENTRIES = {
  zoneproof: 'dist/cli/main.js',
  worker: 'dist/properties/campaign/worker.js',
};

for (const [name, input] of Object.entries(ENTRIES))
  await build({
    input,
    platform: 'node',
    external: [/^node:/, 'commander', 'fast-check', 'xstate', 'zod'],
    output: { codeSplitting: false, file: `dist/bundle/${name}.js`, format: 'esm', comments: false },
    logLevel: 'warn',
  });

chmodSync('dist/bundle/zoneproof.js', 0o755);
