import { expect, test } from 'vitest';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import type { Target } from '../../spec/allocator.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { tiny } from '../presets/tiny.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { openSession } from './openSession.ts';

const user: Operation = { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 };

/** Reports a block that is too large, from so many requests on and up to so many. */
const liesAfter = (first: number, last = Number.POSITIVE_INFINITY): Target => {
  class Liar extends PageAllocator {
    #asked = 0;
    override allocate(order: number, gfp: number, node: number, cpu: number, owner = 0): number {
      this.#asked++;
      return super.allocate(order, gfp, node, cpu, owner);
    }
    override reset(): void {
      this.#asked = 0;
      super.reset();
    }
    override inspect(into: Inspection): void {
      super.inspect(into);
      if (this.#asked >= first && this.#asked <= last) into.freeBlock(0x20, 9, 0);
    }
  }
  return { name: 'liar', boot: (map, design, effects) => new Liar(map, design, effects) };
};

const told = (target: Target, operations: readonly Operation[]) => {
  const session = openSession(memoryMapOf(tiny, DESIGNS.none), DESIGNS.none, target);
  const words = wordsOf(operations);
  return { violation: session.run(words), ...session.tell(words, true) };
};

test('a lie right after boot that is gone after the first operation is told without a step', () => {
  const { violation, steps, start } = told(liesAfter(0, 0), [user, user]);
  expect(violation?.operation).toBe(0);
  expect(steps).toEqual([]);
  expect(start).toBeDefined();
});

test('a lie after the first operation is told with it', () => {
  const { violation, steps } = told(liesAfter(1), [user, user]);
  expect(violation?.operation).toBe(0);
  expect(steps).toMatchObject([{ number: 0, agrees: false }]);
});

test('the last steps are told, as many as are asked for', () => {
  const { steps } = told(
    liesAfter(70),
    Array.from({ length: 70 }, () => user),
  );
  expect(steps.length).toBeLessThanOrEqual(61);
  expect(steps.at(-1)?.agrees).toBe(false);
});
