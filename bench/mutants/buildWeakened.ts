import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { type Site, weaken } from './weaken.ts';

const ROOT = process.cwd(); // npm runs scripts at the top, as vitest does.

/** Where objections are raised. */
const ORACLE = /^(model\/(oracle|boot)|properties\/run)\/\w+\.ts$/;

/**
 * Builds the judge, and with it an oracle in which each site has a switch.
 *
 * @returns the built file, and the sites by their number
 */
export async function buildWeakened(folder: string): Promise<{ file: string; sites: readonly Site[] }> {
  const sites: Site[] = [];
  const bundle = await rolldown({
    input: join(ROOT, 'bench/mutants/judge.ts'),
    platform: 'node',
    external: [/^node:/, /^(fast-check|xstate|zod)/],
    plugins: [
      {
        name: 'weaken',
        load(id) {
          const file = relative(ROOT, id).split(sep).join('/');
          if (!ORACLE.test(file) || file.includes('.test.')) return null;
          const weakened = weaken(file, readFileSync(id, 'utf8'), sites.length);
          sites.push(...weakened.sites);
          return { code: weakened.text, moduleType: 'ts' };
        },
      },
    ],
  });
  const { output } = await bundle.write({ dir: folder, format: 'esm', codeSplitting: false });
  await bundle.close();
  return { file: join(folder, output[0].fileName), sites };
}
