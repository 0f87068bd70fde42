import { expect, test } from 'vitest';
import { INVARIANTS } from '../../../spec/invariants/index.ts';
import { INEXPRESSIBLE } from '../../../spec/invariants/inexpressible.ts';
import { DETECTORS } from './detectors.ts';
import { guardedBy } from './guarded.ts';
import { definitionOf, readMentions } from './mentions.ts';
import { THEMES } from './themes.ts';

const ALL: readonly string[] = [...INVARIANTS, ...INEXPRESSIBLE].map(({ id }) => id);

test('the themes are the catalogue', () => {
  const told = THEMES.flatMap(({ rules }) => rules.map(({ id }) => id));
  expect([...told].sort()).toEqual(INVARIANTS.map(({ id }) => id).sort());
});

test('what a kernel would notice is about rules that there are', () => {
  expect(Object.keys(DETECTORS).filter((id) => !ALL.includes(id))).toEqual([]);
});

test('every rule is shown as it is written', () => {
  const mentions = readMentions();
  for (const { id } of INVARIANTS) {
    const [own] = (mentions.get(id) ?? []).filter(({ file }) => file.startsWith('spec/invariants/'));
    const written = definitionOf(own!);
    expect([id, written.match(/\bid: '/g)?.length]).toEqual([id, 1]);
    expect(written).toContain(`id: '${id}'`);
    expect(written).toMatch(/^\{[\s\S]*claim:[\s\S]*\},?$/);
  }
});

test('a rule knows what the machines refuse in its name', () => {
  const guarded = guardedBy('INV-163');
  expect(guarded.map(({ rule }) => rule)).toEqual([
    'page is below ZONE_MOVABLE',
    'page is not CMA',
    'page is not isolated',
  ]);
  expect(guarded[0]!.where.join()).toContain('book:machines/page/movable.mapped#event-pinLong');
});
