import { describe, expect, test } from 'vitest';
import { POISON_FAILED } from '../../spec/operations/outcome.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { mirrored } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { keepsFromMoving, mayMove, migrationTerms, moveServing } from './mayMove.ts';

/** An allocation of four pages at 8, between others with marked pages at 7 and 12. */
function held(request: string, pin = false): { scene: Scene; handle: number } {
  const scene = new Scene(mirrored);
  scene.allocate('buffer', 12, { order: 1 });
  scene.poison(12, 'injected', POISON_FAILED);
  scene.allocate('buffer', 6, { order: 1 });
  scene.poison(7, 'injected', POISON_FAILED);
  const handle = scene.allocate(request, 8, { order: 2 });
  if (pin) scene.pin(handle, 'short', 8);
  return { scene, handle };
}

/** Which pages keep it from moving. */
const culprits = ({ scene, handle }: ReturnType<typeof held>) =>
  [6, 7, 8, 9, 10, 11, 12, 13].filter((pfn) => keepsFromMoving(scene.state, handle, pfn));

describe('an allocation', () => {
  test('moves if nothing speaks against it', () => {
    const free = held('buffer');
    expect([mayMove(free.scene.state, free.handle), culprits(free)]).toEqual([true, []]);
  });

  test.each([
    ['kernel', false],
    ['buffer', true],
  ] as const)('of a %s request, pinned: %s, must stay, and its first page says so', (request, pin) => {
    const stays = held(request, pin);
    expect([mayMove(stays.scene.state, stays.handle), culprits(stays)]).toEqual([false, [8]]);
  });

  test.each([8, 10, 11])('with a mark at %i stays, and the marked page says so', (pfn) => {
    const marked = held('buffer');
    marked.scene.poison(pfn, 'injected', POISON_FAILED);
    expect([mayMove(marked.scene.state, marked.handle), culprits(marked)]).toEqual([false, [pfn]]);
  });
});

test('a mark at page 0 keeps an allocation there as any other does', () => {
  const scene = new Scene(mirrored);
  const handle = scene.allocate('buffer', 0, { order: 1 });
  expect(mayMove(scene.state, handle)).toBe(true);
  scene.poison(0, 'injected', POISON_FAILED);
  expect([mayMove(scene.state, handle), keepsFromMoving(scene.state, handle, 0)]).toEqual([false, true]);
});

test('a page moves under the terms of its claim and of where it is', () => {
  const { state, book } = new Scene(mirrored).oracle;
  const scene = new Scene(mirrored);
  const [inMovable, below] = [scene.allocate('user', 32), scene.allocate('buffer', 0)];
  const termsOf = (handle: number) => migrationTerms(scene.state, scene.oracle.book, handle);
  expect(termsOf(inMovable)).toBe(scene.oracle.book.migrations[2 * scene.state.claim[inMovable]! + 1]);
  expect(termsOf(below)).toBe(scene.oracle.book.migrations[2 * scene.state.claim[below]!]);
  const terms = book.classes[requestClassNumber('user')]!;
  expect(moveServing(terms, 1, 2)).toMatchObject({
    terms,
    node: 1,
    order: 2,
    event: PAGE_EVENT.serveMigration,
    drainsAnyway: false,
  });
  expect(state.handles).toBeGreaterThan(0);
});
