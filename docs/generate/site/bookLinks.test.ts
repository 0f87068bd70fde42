import { expect, test } from 'vitest';
import { relativeUrl, withLinks } from './bookLinks.ts';

test('the way between two pages is relative', () => {
  expect(relativeUrl('index.html', 'rules/INV-1.html')).toBe('rules/INV-1.html');
  expect(relativeUrl('machines/page/a.html', 'machines/page/b.html')).toBe('b.html');
  expect(relativeUrl('machines/page/a.html', 'rules.html')).toBe('../../rules.html');
});

test('links of the book become addresses, and others stay as they are', () => {
  const html = '<a href="book:rules/INV-1#who">x</a><a href="https://example.org">y</a><a href="#z">z</a>';
  expect(withLinks(html, 'museum/a.html')).toBe(
    '<a href="../rules/INV-1.html#who">x</a><a href="https://example.org">y</a><a href="#z">z</a>',
  );
  expect(withLinks('<a href="book:a#b">', 'a.html')).toBe('<a href="#b">');
});
