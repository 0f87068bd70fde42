import { expect, test } from 'vitest';
import { counted, facts, sentence, table, text } from './html.ts';

test('no sign of a text is markup, neither of HTML nor of Markdown', () => {
  expect(text('<a> & "b" {@link c} *d* _e_ `f` [g](h) ~i~ | \\')).not.toMatch(/[<>"{}@*_`[\]~|\\]/);
  expect(text('a\n  b')).toBe('a b');
});

test('a sentence begins with a capital and ends with a stop', () => {
  expect(sentence('it moves')).toBe('It moves.');
  expect(sentence('Does it?')).toBe('Does it?');
});

test('what has nothing to say is left out', () => {
  expect(facts([['a', null], ['b', ''], ['c', 'd']])).toBe('<dl class="facts"><dt>c</dt><dd>d</dd></dl>'); // biome-ignore format: a row each
  expect(table(['a'], [['b']])).toContain('<td>b</td>');
});

test('one is one', () => {
  expect([counted(1, 'page'), counted(1200, 'page')]).toEqual(['1 page', '1,200 pages']);
});
