import { describe, expect, test } from 'vitest';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { REQUEST_LEAF, type RequestEventName, type RequestLeaf } from '../machines/requestRules.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';
import { newRequest, stepRequest } from './openRequest.ts';

const { state, oracle } = new Scene(plain, 'none');

/** What a step breaks of a request that has come so far, in its first round, which found nothing. */
function stepped(leaf: RequestLeaf, event: RequestEventName, order: number): string | null {
  const { gfp } = oracle.book.classes[requestClassNumber('kernel')]!;
  const request = { ...newRequest(), gfp, order, leaf: REQUEST_LEAF[leaf], round: 1, progress: false };
  state.retries = -1;
  return brokenRule(() => stepRequest(state, request, event));
}

describe('a request', () => {
  test.each([
    ['slow', 'refuse', 'INV-123'],
    ['granted', 'serve', 'INV-3'],
    ['slow', 'miss', 'INV-3'],
    ['fast', 'drain', 'INV-4'],
    ['fast', 'reclaim', 'INV-4'],
    ['slow', 'fail', 'INV-3'],
  ] as const)('that is %s does not go on with %s', (leaf, event, rule) => {
    expect(stepped(leaf, event, 0)).toBe(rule);
  });

  test('compacts behind reclaim where it needs a block, and only there', () => {
    expect([0, 1].map((order) => stepped('reclaiming', 'compact', order))).toEqual(['INV-4', null]);
    expect([0, 1].map((order) => stepped('reclaiming', 'kill', order))).toEqual([null, 'INV-3']);
  });

  test('of order 3 has a process killed, a larger one has not', () => {
    expect([3, 4].map((order) => stepped('compacting', 'kill', order))).toEqual([null, 'INV-204']);
  });
});
