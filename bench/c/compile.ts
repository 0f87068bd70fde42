import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { C_SOURCE } from '../places.ts';

/** The program, or why there is none. */
export type Compiled = { readonly program: string; readonly folder: string } | { readonly missing: string };

/** Compiles the same algorithm in C, with the compiler that CC names or `cc`. The folder is the caller's to remove. */
export function compileBuddy(compiler = process.env.CC || 'cc'): Compiled {
  const folder = mkdtempSync(join(tmpdir(), 'zoneproof-bench-'));
  const program = join(folder, 'buddy');
  try {
    execFileSync(compiler, ['-O2', '-o', program, C_SOURCE], { stdio: 'pipe' });
    return { program, folder };
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: Buffer };
    const why = code === 'ENOENT' ? 'no such command' : String(stderr ?? code).split('\n', 1)[0];
    return { missing: `no C compiler: ${compiler} (${why}); install one, or name it in CC` };
  }
}
