import { expect, test } from 'vitest';
import { ERROR_INJECTED, ERROR_REAL } from '../../spec/operations/arguments.ts';
import { POISON_RESULTS } from '../../spec/operations/outcome.ts';
import { machine } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { countError, ERROR_COUNTS } from './memoryErrors.ts';

/** What the counts of a node come to after one error with such a result. */
function counted(node: number, error: number, result: (typeof POISON_RESULTS)[number]) {
  const { state } = new Scene(machine('U0-32 1:U32-64'), 'none');
  countError(state, node, error, POISON_RESULTS.indexOf(result));
  const [ignored, failed, delayed, recovered] = state.memoryErrors.slice(node * 4, node * 4 + 4);
  const others = state.memoryErrors.reduce((sum, count) => sum + Math.abs(count), 0);
  expect(others).toBe(ignored! + failed! + delayed! + recovered!);
  return { ignored, failed, delayed, recovered, real: state.realErrors[0] };
}

const NONE = { ignored: 0, failed: 0, delayed: 0, recovered: 0, real: 0 };

test.each([
  ['recovered', { recovered: 1 }],
  ['lost', { recovered: 1 }],
  ['ignored', { ignored: 1 }],
  ['failed', { failed: 1 }],
  ['already', {}],
  ['corrected', {}],
] as const)('an error that was answered %s counts once, on its node', (result, counts) => {
  for (const node of [0, 1]) {
    expect(counted(node, ERROR_INJECTED, result)).toEqual({ ...NONE, ...counts });
    const real = result === 'corrected' ? 0 : 1;
    expect(counted(node, ERROR_REAL, result)).toEqual({ ...NONE, ...counts, real });
  }
});

test('nothing is ever delayed here', () => {
  expect(ERROR_COUNTS).toEqual(['ignored', 'failed', 'delayed', 'recovered']);
});
