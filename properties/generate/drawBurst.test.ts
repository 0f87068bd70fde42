import { expect, test } from 'vitest';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { OPERATION, OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { PRESETS } from '../presets/index.ts';
import { OPERATION_WORDS } from '../scenario/words.ts';
import { createScenarioWriter } from './drawScenario.ts';

const ATOMIC = requestClassNumber('atomic');

/** Atomic requests for blocks that no private list holds, in 20 scenarios of 2000 operations each. */
function burstsOn(preset: string): number {
  const write = createScenarioWriter(
    memoryMapOf(PRESETS[preset]!, DESIGNS.kernelcore), // A preset there is.
    DESIGNS.kernelcore,
    OPERATION_KINDS,
  );
  let count = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const words = write(seed, 2000);
    for (let at = 0; at < words.length; at += OPERATION_WORDS) {
      const request = words[at + 1]!; // Four words an operation.
      if (words[at] === OPERATION.allocate && (request >> 8) % 256 === ATOMIC && request % 256 > 3) count++;
    }
  }
  return count;
}

test('blocks that no private list holds are asked for at once, where memory may be reserved for that', () => {
  expect(burstsOn('tiny-atomic')).toBeGreaterThan(100);
  expect(burstsOn('tiny-marks')).toBeLessThan(10);
});
