import { expect, test } from 'vitest';
import { drawDiagram } from './drawDiagram.ts';
import { shortened } from './layOut.ts';

const box = (id: string) => ({ id, label: id, look: 'free', slug: `machines/${id}` });
const arrow = (from: string, to: string, ...lines: string[]) => ({ from, to, lines });

const picture = () =>
  drawDiagram('two <states>', [box('a'), box('b')], [arrow('a', 'b', 'go', 'run'), arrow('b', 'a', 'back')]);

test('the same picture is drawn the same way', async () => {
  expect(await picture()).toBe(await picture());
});

test('every state leads to its page, and every arrow has its names', async () => {
  const svg = await picture();
  expect(svg.match(/href="book:machines\/[ab]"/g)).toHaveLength(2);
  expect(svg.match(/<tspan[^>]*>(go|run|back)</g)).toHaveLength(3);
  expect(svg).toContain('aria-label="two &lt;states&gt;"');
  expect(svg).not.toMatch(/NaN|undefined/);
});

test('names that are too many are counted', () => {
  expect(shortened(['a', 'b', 'c', 'd', 'e'])).toEqual(['a', 'b', 'c', 'and 2 more']);
  expect(shortened(['a', 'b', 'c', 'd'])).toHaveLength(4);
});
