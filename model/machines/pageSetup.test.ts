import { expect, test } from 'vitest';
import { transition } from 'xstate';
import { pageText } from '../compile/pageTable.ts';
import type { PageFacts } from './pageFacts.ts';

/** Whether a private list may take a page of the buddy lists, which depends on two rules. */
function isTaken(facts: Pick<PageFacts, 'isolated' | 'bad'>): boolean {
  const context: PageFacts = { zone: 'kernel', mirror: 'protected', blockType: 'ordinary', ...facts };
  const before = pageText.machine.resolveState({ value: { free: 'available' }, context });
  return transition(pageText.machine, before, { type: 'take' })[0].matches({ free: 'cached' });
}

test('a guard of the page machine holds if all of its rules do', () => {
  expect(isTaken({ isolated: false, bad: 'no' })).toBe(true);
  expect(isTaken({ isolated: true, bad: 'no' })).toBe(false);
  expect(isTaken({ isolated: false, bad: 'real' })).toBe(false);
  expect(isTaken({ isolated: true, bad: 'real' })).toBe(false);
});
