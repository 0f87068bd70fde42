import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

/** What the switches in the sources are called there. */
export const ACTIVE = 'zoneproofActive';
export const PASSED = 'zoneproofPassed';

const ENTRY = 'zoneproof:noticers';

/**
 * Builds noticers, and with them the sources that have switches.
 *
 * @param entry text of the module that exports the noticers
 * @param texts what to take in place of a source, by its path from the top
 * @param out the file to write; for `evaluatorOf` one that ends with .cjs
 */
export async function build(
  root: string,
  entry: string,
  texts: ReadonlyMap<string, string>,
  out: string,
): Promise<void> {
  const states = join(root, 'bench/stryker/active.ts');
  const head = `import { active as ${ACTIVE}, passed as ${PASSED} } from ${JSON.stringify(states)};\n`;
  const bundle = await rolldown({
    input: ENTRY,
    platform: 'node',
    external: [/^node:/, /^(fast-check|xstate|zod|chai|@vitest)/],
    logLevel: 'silent',
    treeshake: false,
    plugins: [
      {
        name: 'mutants',
        resolveId(id) {
          if (id === ENTRY) return id;
          return id === 'vitest' ? join(root, 'bench/stryker/judges/tests.ts') : null;
        },
        load(id) {
          if (id === ENTRY) return { code: entry, moduleType: 'ts' };
          if (!id.startsWith(root) || id.includes('node_modules') || !id.endsWith('.ts')) return null;
          const mutated = texts.get(relative(root, id).split(sep).join('/'));
          const text = mutated === undefined ? readFileSync(id, 'utf8') : head + mutated;
          const here = JSON.stringify(pathToFileURL(id).href); // The bundle lies elsewhere.
          const file = relative(root, id).split(sep).join('/');
          const start = `import { startFile } from 'vitest';\nstartFile(${JSON.stringify(file)}, ${here});\n`;
          const code = (file.endsWith('.test.ts') ? start : '') + text;
          return { code: code.replaceAll('import.meta.url', here), moduleType: 'ts' };
        },
      },
    ],
  });
  await bundle.write({
    file: out,
    format: out.endsWith('.cjs') ? 'cjs' : 'esm',
    codeSplitting: false,
    sourcemap: false,
  });
  await bundle.close();
}
