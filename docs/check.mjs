// Checks that the prose does not lie: every relative link resolves to a file and a heading, and every
// `zoneproof ...` command in a ```sh block of README.md uses a subcommand that `zoneproof --help` knows.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const problems = [];

const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].filter((name) => {
  if (existsSync(join(root, name))) return true;
  problems.push(`${name}: is missing`);
  return false;
});
for (const entry of readdirSync(join(root, 'docs'), { recursive: true })) {
  const path = join('docs', entry);
  if (entry.endsWith('.md') && !path.split(/[\\/]/).includes('node_modules')) pages.push(path);
}

/** The lines of a page outside of code blocks, each with its number. */
function prose(text) {
  const lines = [];
  let fence = '';
  for (const [index, line] of text.split('\n').entries()) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence !== '') {
      if (mark[0] === fence[0] && mark.length >= fence.length) fence = '';
    } else if (mark !== '') fence = mark;
    else lines.push({ number: index + 1, line });
  }
  return lines;
}

/** The anchors of a page, as GitHub makes them. */
function anchors(text) {
  const seen = new Map();
  const found = new Set();
  for (const { line } of prose(text)) {
    for (const [, id] of line.matchAll(/<[a-z][^>]*\s(?:id|name)="([^"]+)"/g)) found.add(id);
    const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const slug = heading
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replace(/ /g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    found.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return found;
}

let links = 0;
for (const page of pages) {
  const file = join(root, page);
  for (const { number, line } of prose(readFileSync(file, 'utf8'))) {
    const plain = line.replace(/(`+)(?:.*?)\1/g, (code) => '`'.repeat(code.length));
    const targets = [
      ...plain.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+["'(][^)]*)?\)/g),
      ...plain.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?/g),
      ...plain.matchAll(/<(?:a|img)\s[^>]*(?:href|src)="([^"]+)"/g),
    ].map((match) => match[1]);
    for (const target of targets) {
      if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) continue;
      links++;
      const complain = (why) => problems.push(`${page}:${number}: ${target}: ${why}`);
      const [path, anchor] = target.split('#');
      const goal = path === '' ? file : resolve(dirname(file), decodeURIComponent(path));
      if (relative(root, goal).startsWith('..')) complain('leads out of the repository');
      else if (!existsSync(goal)) complain('no such file');
      else if (anchor && goal.endsWith('.md') && statSync(goal).isFile()) {
        if (!anchors(readFileSync(goal, 'utf8')).has(decodeURIComponent(anchor))) complain('no such heading');
      }
    }
  }
}

/** The commands of the ```sh blocks of a page, continued lines joined. */
function commands(text) {
  const found = [];
  for (const [, block] of text.matchAll(/^```(?:sh|bash|shell|console)\s*\n([\s\S]*?)^```/gm)) {
    found.push(...block.replace(/\\\n/g, ' ').split('\n'));
  }
  return found;
}

let checked = 0;
if (pages.includes('README.md')) {
  const calls = [];
  for (const command of commands(readFileSync(join(root, 'README.md'), 'utf8'))) {
    const pattern =
      /(?:^\s*\$?\s*|[|;&(]\s*|\bnpx\s+(?:-\S+\s+)*|\bnode\s+)(?:zoneproof|\S*cli\/main\.js)(?=\s|$)([^|;&#)]*)/g;
    for (const match of command.matchAll(pattern)) {
      calls.push({ command: command.trim(), words: match[1].trim().split(/\s+/).filter(Boolean) });
    }
  }
  if (calls.length > 0) {
    let help = '';
    try {
      const main = join(root, 'dist/bundle/zoneproof.js');
      help = execFileSync(process.execPath, [main, '--help'], { encoding: 'utf8', timeout: 60_000 });
    } catch (error) {
      problems.push(`README.md: zoneproof --help fails, its commands stay unchecked: ${error.message}`);
    }
    const section = /^commands:\n([\s\S]*?)(?:\n\S|$(?![\s\S]))/im.exec(help)?.[1] ?? '';
    const known = new Set(['help']);
    for (const [, names] of section.matchAll(/^ {2}(\S+)/gm)) {
      for (const name of names.split('|')) known.add(name);
    }
    for (const { command, words } of calls) {
      checked++;
      const first = words[0];
      if (first === undefined || first.startsWith('-') || /^[<[]/.test(first)) continue;
      if (!known.has(first)) problems.push(`README.md: \`${command}\`: zoneproof has no command ${first}`);
    }
  }
}

for (const problem of problems) console.error(problem);
console.log(
  `${pages.length} pages, ${links} relative links, ${checked} commands checked: ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
