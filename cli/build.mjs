// What the build does after the compiler.
import { chmodSync, readdirSync } from 'node:fs';
import { build } from 'rolldown';

const QUIET = { platform: 'node', logLevel: 'warn' };

/** Modules of constants alone. */
const CONSTANTS = /(^|\/)spec\/|Record\.js$|\/pageBits\.js$/;
const FAST = 'dist/impl/fast';

// Constants of other modules are written into the fast path, as a C compiler would: then a request and a free are short enough
// for the engine to take them into whoever calls them. In place, so that everything built has it; what is done is left as it is.
for (const name of readdirSync(FAST).filter((each) => each.endsWith('.js') && !each.includes('.test.')))
  await build({
    ...QUIET,
    input: `${FAST}/${name}`,
    external: (id, importer) => importer?.includes(FAST) === true && !CONSTANTS.test(id),
    treeshake: { moduleSideEffects: false },
    optimization: { inlineConst: { mode: 'all', pass: 3 } },
    output: { dir: FAST, entryFileNames: name, format: 'esm' },
  });

// The command and the thread of a campaign are one file each, for hundreds of modules take longer to load than most commands to run.
const ENTRIES = {
  zoneproof: 'dist/cli/main.js',
  worker: 'dist/properties/campaign/worker.js',
};

for (const [name, input] of Object.entries(ENTRIES))
  await build({
    ...QUIET,
    input,
    external: [/^node:/, 'commander', 'fast-check', 'xstate', 'zod'],
    output: { codeSplitting: false, file: `dist/bundle/${name}.js`, format: 'esm', comments: false },
  });

chmodSync('dist/bundle/zoneproof.js', 0o755);
