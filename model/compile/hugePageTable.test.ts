import { expect, test } from 'vitest';
import {
  HUGE_PAGE_EVENT,
  HUGE_PAGE_LEAF,
  HUGE_PAGE_LEAVES,
  type HugePageEventName,
  type HugePageFacts,
  type HugePageLeaf,
  hugePageFactCode,
  hugePageFactsOf,
} from '../machines/hugePageRules.ts';
import { nextLeaf, REFUSED, refusalOf } from './compiledMachine.ts';
import { hugePageTable } from './hugePageTable.ts';

const FREE: HugePageFacts = { held: false, large: true, alike: true };

/** Where the event leads, or the invariant that refuses it. */
function answer(leaf: HugePageLeaf, event: HugePageEventName, facts: Partial<HugePageFacts> = {}) {
  const place = [
    HUGE_PAGE_EVENT[event],
    HUGE_PAGE_LEAF[leaf],
    hugePageFactCode({ ...FREE, ...facts }),
  ] as const;
  const cell = nextLeaf(hugePageTable.cells, ...place);
  return cell < REFUSED ? HUGE_PAGE_LEAVES[cell] : refusalOf(hugePageTable, ...place)?.invariant;
}

test('a page waits to be split once, if it has more than two parts', () => {
  expect(answer('huge', 'unmapPart')).toBe('partlyMapped');
  expect(answer('partlyMapped', 'unmapPart')).toBe('partlyMapped');
  expect(answer('huge', 'unmapPart', { large: false })).toBe('INV-174');
  expect(answer('small', 'unmapPart')).toBe('INV-174');
});

test('a page that somebody holds stays whole, and alone', () => {
  for (const leaf of ['huge', 'partlyMapped'] as const) {
    expect(answer(leaf, 'split')).toBe('split');
    expect(answer(leaf, 'split', { held: true })).toBe('INV-174');
  }
  for (const leaf of ['small', 'huge'] as const) {
    expect(answer(leaf, 'collapse')).toBe('freed');
    expect(answer(leaf, 'collapse', { held: true })).toBe('INV-174');
    expect(answer(leaf, 'collapse', { alike: false })).toBe('INV-174');
  }
  expect(answer('partlyMapped', 'collapse')).toBe('INV-174');
  expect(answer('small', 'split')).toBe('INV-174');
});

test('a split ends with its parts, and a collapse with a huge page', () => {
  expect(answer('split', 'part')).toBe('huge');
  expect(answer('split', 'part', { large: false })).toBe('small');
  expect(answer('split', 'partFreed')).toBe('freed');
  expect(answer('freed', 'join')).toBe('huge');
  expect(answer('freed', 'free')).toBe('INV-117');
});

test('a byte and its facts name each other', () => {
  for (const code of hugePageTable.contexts) expect(hugePageFactCode(hugePageFactsOf(code)!)).toBe(code);
  expect(hugePageTable.contexts).toHaveLength(8);
});
