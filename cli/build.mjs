// What the build does after the compiler.
import { chmodSync, readdirSync } from 'node:fs';
import { build } from 'rolldown';
import ts from 'typescript';

const COMMON = { platform: 'node', logLevel: 'warn' };

/** Modules that the fast path takes numbers from; of all else it keeps the imports. */
const NUMBERS = /(^|\/)spec\/|Record\.ts$|\/pageBits\.ts$/;
const FAST = 'impl/fast';

/** In the text of a module `var` for `const`: at each use of that, the engine asks whether it was set, which makes functions a tenth longer. */
const lowered = {
  name: 'lowered',
  renderChunk: (text) => ts.transpileModule(text, { compilerOptions: LOWERED }).outputText,
};
const LOWERED = { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext, ignoreDeprecations: '6.0' };

/** Leaves imports of the fast path as they are, but for the names that files have once they are compiled. */
const outside = {
  name: 'outside',
  resolveId(id, importer) {
    if (!importer?.replaceAll('\\', '/').includes(`/${FAST}/`) || NUMBERS.test(id)) return null;
    return { id: id.replace(/\.ts$/, '.js'), external: true };
  },
};

// Numbers of other modules are written into the fast path, as a C compiler would: then a request and a free are short enough
// for the engine to take them into whoever calls them. From the sources each time, for the compiler writes a file anew only
// when a type has changed, and numbers have none.
for (const name of readdirSync(FAST).filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts')))
  await build({
    ...COMMON,
    input: `${FAST}/${name}`,
    plugins: [outside, lowered],
    makeAbsoluteExternalsRelative: false,
    treeshake: { moduleSideEffects: false },
    optimization: { inlineConst: { mode: 'all', pass: 3 } },
    output: { dir: `dist/${FAST}`, entryFileNames: name.replace(/\.ts$/, '.js'), format: 'esm' },
  });

// The command and the thread of a campaign are one file each, for hundreds of modules take longer to load than most commands to run.
const ENTRIES = {
  zoneproof: 'dist/cli/main.js',
  worker: 'dist/properties/campaign/worker.js',
};

for (const [name, input] of Object.entries(ENTRIES))
  await build({
    ...COMMON,
    input,
    external: [/^node:/, 'commander', 'fast-check', 'xstate', 'zod'],
    output: { codeSplitting: false, file: `dist/bundle/${name}.js`, format: 'esm', comments: false },
  });

chmodSync('dist/bundle/zoneproof.js', 0o755);
