import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenLinks } from './checkLinks.ts';

test('a link to no file, or to no place in one, is told; others are not', () => {
  const out = mkdtempSync(join(tmpdir(), 'zoneproof-links-'));
  mkdirSync(join(out, 'a'));
  writeFileSync(
    join(out, 'index.html'),
    '<a href="a/b.html#here">1</a><a href="a/b.html#there">2</a><a href="c.html">3</a><a href="https://example.org/d">4</a><a href="#self" id="self">5</a>',
  );
  writeFileSync(join(out, 'a/b.html'), '<h2 id="here">x</h2><a href="../index.html">y</a>');
  expect(brokenLinks(out)).toEqual([
    'index.html: a/b.html#there: no such place',
    'index.html: c.html: no such file',
  ]);
});
