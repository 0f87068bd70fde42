// Packs the package, installs the tarball into an empty project and uses it there as a stranger would: imports
// every entry, compiles against its types, runs its command.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = ['zoneproof', 'zoneproof/spec', 'zoneproof/model', 'zoneproof/impl', 'zoneproof/vitest'];
const windows = process.platform === 'win32';
const temporary = mkdtempSync(join(tmpdir(), 'zoneproof-pack-'));
const project = join(temporary, 'project');

/** Runs a command, shows what it says, and stops everything when it fails. */
function run(what, command, args, cwd) {
  const env = { ...process.env };
  // Started by npm, this script inherits npm's idea of the project it is in.
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle|config_local_prefix|config_prefix$|command|execpath)/.test(name))
      delete env[name];
  }
  const shell = windows && command !== process.execPath;
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 180_000, shell });
  if (result.status !== 0) {
    process.stdout.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
    throw new Error(`${what}: ${result.error?.message ?? `exit code ${result.status}`}`);
  }
  console.log(`ok: ${what}`);
  return result.stdout;
}

/** The files below a folder, with slashes. */
function walk(folder, prefix = '') {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? walk(join(folder, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  );
}

function smoke() {
  mkdirSync(project);
  run('npm pack', 'npm', ['pack', '--pack-destination', temporary], root);
  const tarball = readdirSync(temporary).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack left no tarball');

  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'stranger', private: true, type: 'module' }),
  );
  run(
    'npm install of the tarball',
    'npm',
    ['install', '--no-audit', '--no-fund', join(temporary, tarball)],
    project,
  );

  const packed = walk(join(project, 'node_modules/zoneproof')).filter(
    (name) => !name.startsWith('node_modules/'),
  );
  const refused = packed.filter((name) => /\.tsbuildinfo$|\.test\.|\.map$/.test(name));
  if (refused.length > 0) throw new Error(`the package contains ${refused.join(', ')}`);
  for (const name of ['LICENSE', 'README.md', 'package.json', 'dist/bundle/zoneproof.js']) {
    if (!packed.includes(name)) throw new Error(`the package lacks ${name}`);
  }
  console.log(`ok: contents (${packed.length} files)`);

  const list = `const names = {};
for (const entry of ${JSON.stringify(entries)}) names[entry] = Object.keys(await import(entry)).sort();
console.log(JSON.stringify(names));
`;
  writeFileSync(join(project, 'list.mjs'), list);
  const names = JSON.parse(run('import of every entry', process.execPath, ['list.mjs'], project));

  // Every value that can be imported has a type, and the type is not any.
  const lines = ['type IsAny<T> = 0 extends 1 & T ? true : false;'];
  for (const [index, entry] of entries.entries()) {
    lines.push(`import * as entry${index} from '${entry}';`);
    lines.push(`export const module${index}: IsAny<typeof entry${index}> = false;`);
    for (const [count, name] of names[entry].entries()) {
      if (name === 'default') continue;
      lines.push(`export const any${index}_${count}: IsAny<typeof entry${index}.${name}> = false;`);
    }
  }
  writeFileSync(join(project, 'types.ts'), `${lines.join('\n')}\n`);
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'es2023',
        module: 'nodenext',
        strict: true,
        skipLibCheck: true,
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
        noEmit: true,
      },
      files: ['types.ts'],
    }),
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  run('types under nodenext and strict', process.execPath, [tsc, '-p', '.'], project);

  // A declaration that names a file which is not there stays silent under skipLibCheck. Without it the
  // declarations of other packages may complain too; ours may not.
  const all = spawnSync(process.execPath, [tsc, '-p', '.', '--skipLibCheck', 'false', '--pretty', 'false'], {
    cwd: project,
    encoding: 'utf8',
    timeout: 180_000,
  });
  const ours = all.stdout.split('\n').filter((line) => /^(node_modules\/zoneproof\/|types\.ts)/.test(line));
  if (all.error || ours.length > 0) throw new Error(`declarations: ${all.error?.message ?? ours.join('\n')}`);
  console.log('ok: declarations are whole');

  const help = run('npx zoneproof --help', 'npx', ['--no-install', 'zoneproof', '--help'], project);
  if (!/\bzoneproof\b/.test(help)) throw new Error('npx zoneproof --help does not name zoneproof');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const said = run('npx zoneproof --version', 'npx', ['--no-install', 'zoneproof', '--version'], project);
  if (!said.includes(version)) throw new Error(`zoneproof --version says ${said.trim()}, not ${version}`);
  initSmoke();
  const counts = entries.map((entry) => `${entry} ${names[entry].length}`).join(', ');
  console.log(`the package works where it is installed; exports: ${counts}`);
}

/** `zoneproof init` in an empty folder: its test passes, and fails with a minimal run once the allocator is broken. */
function initSmoke() {
  const fresh = join(temporary, 'fresh');
  mkdirSync(fresh);
  // The test runner is that of this repository, found where a parent folder has it: nothing has to be fetched.
  const modules = join(temporary, 'node_modules');
  mkdirSync(modules);
  symlinkSync(join(root, 'node_modules/vitest'), join(modules, 'vitest'), 'junction');
  const vitest = join(modules, 'vitest/vitest.mjs');
  const main = join(project, 'node_modules/zoneproof/dist/bundle/zoneproof.js');
  const said = run('zoneproof init', process.execPath, [main, 'init'], fresh);
  if (!said.includes('zoneproof/allocator.mjs')) throw new Error(`zoneproof init says ${said}`);
  const scripts = join(fresh, 'package.json');
  const manifest = JSON.parse(readFileSync(scripts, 'utf8'));
  if (manifest.scripts.test !== 'vitest run') throw new Error('npm test does not run vitest');
  writeFileSync(
    scripts,
    JSON.stringify({ ...manifest, scripts: { test: `node ${JSON.stringify(vitest)} run` } }),
  );
  cpSync(join(project, 'node_modules'), join(fresh, 'node_modules'), { recursive: true });
  run('npm test in the new project', 'npm', ['test'], fresh);

  const adapter = join(fresh, 'zoneproof/allocator.mjs');
  const whole = readFileSync(adapter, 'utf8');
  const broken = whole.replace('page < pfn + 2 ** order; page++) this', 'page < pfn + 1; page++) this');
  if (broken === whole) throw new Error('there is nothing to break in the allocator of zoneproof init');
  writeFileSync(adapter, broken);
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run'], {
    cwd: fresh,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
    timeout: 180_000,
  });
  const parts = [/error\[INV-\d+\]/, /#1 +free\(#0\)/, /token +zp1\./, /--target zoneproof\/allocator\.mjs/];
  const missing = parts.filter((part) => !part.test(`${stdout}${stderr}`));
  if (status !== 1 || missing.length > 0)
    throw new Error(
      `npm test with a planted fault: exit code ${status}, without ${missing.join(', ')}\n${stdout}${stderr}`,
    );
  console.log('ok: a planted fault fails npm test with a minimal run');
}

try {
  smoke();
} catch (error) {
  console.error(`pack smoke test: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
