import { expect, test } from 'vitest';
import { PRESETS } from '../presets/index.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { Settled } from './settled.ts';
import { vocabularyOf } from './vocabulary.ts';

const sorts = vocabularyOf(['allocate', 'free'], PRESETS.tiny!);
const tried = wordsOf([
  { kind: 'allocate', order: 1, class: 'kernel', node: 0, cpu: 0 },
  { kind: 'free', of: 0, cpu: 0 },
]);
const other = wordsOf([{ kind: 'allocate', order: 1, class: 'kernel', node: 0, cpu: 1 }]);

test('what is made of operations that were tried is settled, whatever they are about', () => {
  const settled = new Settled({
    run: () => ({ fails: false, idle: false, state: null }),
    kinds: [],
    most: 1,
  });
  expect(settled.has(tried)).toBe(false);
  settled.add(sorts);
  expect([settled.has(tried), settled.has(other)]).toEqual([true, false]);
});

test('what was tried in search of one trouble says nothing of another', () => {
  let about = 'INV-1';
  const run = () => ({ fails: false, idle: false, state: null });
  const settled = new Settled({ run, kinds: [], most: 1, about: () => about });
  settled.add(sorts);
  about = 'INV-2';
  expect(settled.has(tried)).toBe(false);
  about = 'INV-1';
  expect(settled.has(tried)).toBe(false);
});
