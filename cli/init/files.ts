import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../properties/input/packageRoot.ts';

/** A file of a new project: its path, its content, and what it is there for. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
  readonly what: string;
}

/** What `zoneproof init` writes. */
export const projectFiles = (name: string, version: string): readonly ProjectFile[] => [
  {
    path: 'zoneproof/allocator.mjs',
    text: adapter(),
    what: 'a small allocator that passes; put your own in its place',
  },
  { path: 'zoneproof/allocator.test.mjs', text: TEST, what: 'a test that checks it' },
  {
    path: '.github/workflows/zoneproof.yml',
    text: WORKFLOW,
    what: 'the same and a longer campaign with every push',
  },
  { path: 'package.json', text: packageJson(name, version), what: 'how to run the test' },
];

/** The example of the guide, with a head for its new home. */
function adapter(): string {
  const example = readFileSync(join(packageRoot(), 'docs/examples/naive-allocator.mjs'), 'utf8');
  return `${ADAPTER_HEAD}${example.slice(example.indexOf('import {'))}`;
}

const ADAPTER_HEAD = `// What zoneproof checks: an allocator of page frames, behind three methods that answer with integers. This one is complete and keeps
// its promises. Replace the class by a wrapper around your own, and say in \`target\` what it can do; everything else stays unasked.
// The guide: node_modules/zoneproof/docs/guides/check-your-own-allocator.md
`;

const TEST = `import { checkAllocator } from 'zoneproof/vitest';

const module = new URL('./allocator.mjs', import.meta.url);

checkAllocator('the allocator keeps its promises', module, { design: 'kernelcore' });
`;

const WORKFLOW = `name: zoneproof

on: [push, pull_request]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm install
      - run: npm test
      - name: A longer campaign, from another seed each time
        run: npx zoneproof check --target zoneproof/allocator.mjs --budget 5m --jobs 2
`;

function packageJson(name: string, version: string): string {
  const content = {
    name,
    private: true,
    type: 'module',
    scripts: { test: 'vitest run' },
    devDependencies: { vitest: '^4.0.0', zoneproof: `^${version}` },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
