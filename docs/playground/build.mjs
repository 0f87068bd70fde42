// Makes the playground: one page, with model, allocator and everything else in a script inside it, that opens from disk.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const folder = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles a module and all it imports into one text. */
async function bundle(file, platform, format) {
  const bundled = await rolldown({
    input: join(folder, file),
    cwd: root,
    platform,
    logLevel: 'warn',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await bundled.generate({
    format,
    minify: platform === 'browser',
    comments: false,
    codeSplitting: false,
  });
  await bundled.close();
  return output[0];
}

/**
 * Writes `playground.html` into a folder; it leads back to the site, if that is there.
 *
 * @returns the path of the page, and its size in bytes
 */
export async function buildPlayground(outFolder) {
  const script = await bundle('main.ts', 'browser', 'iife');
  if (script.imports.length > 0) throw new Error(`the page would load ${script.imports.join(', ')}`);
  const { code } = await bundle('playgroundPage.ts', 'node', 'esm');
  const { playgroundPage } = await import(
    `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  );
  const page = playgroundPage(script.code, existsSync(join(outFolder, 'index.html')));
  mkdirSync(outFolder, { recursive: true });
  const path = join(outFolder, 'playground.html');
  writeFileSync(path, page);
  return { path, bytes: Buffer.byteLength(page) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { path, bytes } = await buildPlayground(process.argv[2] ?? join(root, 'docs/site'));
  process.stdout.write(`${path}: ${Math.round(bytes / 1000)} kB\n`);
}
