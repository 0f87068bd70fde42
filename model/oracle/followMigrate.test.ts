import { describe, expect, test } from 'vitest';
import { BUSY, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { counted } from '../testing/counted.ts';
import { machine, mirrored, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

/** What the oracle makes of an answer to the move of an allocation that was just made. */
function judged(
  prepare: (scene: Scene) => number,
  answer: number,
  effects: readonly Effect[] = [],
  scene = new Scene(plain, 'none'),
) {
  const handle = prepare(scene);
  return brokenRule(() => scene.migrate(handle, answer, effects));
}
const user = (scene: Scene) => scene.allocate('user', 0, { order: 1 });

describe('a move', () => {
  test('takes all of the allocation to where the answer says, and says so', () => {
    expect(judged(user, 2, [['moved', 0, 2]])).toBeNull();
    expect(judged(user, 0)).toBe('INV-4');
    expect(judged(user, 4, [['moved', 0, 2]])).toBe('INV-4');
    expect(judged(user, 2, [['moved', 1, 2]])).toBe('INV-4');
  });

  test('is over when it is refused', () => {
    expect(judged(user, NO_MEMORY, [['moved', 0, 2]])).toBe('INV-170');
  });

  test('begins at the node that was asked for', () => {
    const scene = new Scene(machine('U0-32 1:U32-64'), 'none');
    const handle = scene.allocate('user', 0);
    expect(brokenRule(() => scene.migrate(handle, 1, [['moved', 0, 1]], 1))).toBe('INV-125');
    const again = new Scene(machine('U0-32 1:U32-64'), 'none');
    again.migrate(again.allocate('user', 0), 32, [['moved', 0, 32]], 1);
    expect(again.oracle.where(0)).toBe(32);
  });

  test('keeps a page of a kernel zone in kernel zones', () => {
    const buffer = (scene: Scene) => scene.allocate('buffer', 0);
    expect(judged(buffer, 32, [['moved', 0, 32]], new Scene(mirrored))).toBe('INV-122');
  });
});

describe('a move that must not be', () => {
  const held = (hold: (scene: Scene, handle: number) => void) => (scene: Scene) => {
    const handle = user(scene);
    hold(scene, handle);
    return handle;
  };
  const cases = [
    ['pinned', 'INV-168', held((scene, handle) => scene.pin(handle, 'short', 0)), 0],
    ['referenced', 'INV-168', held((scene, handle) => scene.getRef(handle)), 0],
    ['poisoned', 'INV-192', held((scene) => scene.poison(1, 'injected', 3)), 1],
    ['kernel memory', 'INV-172', (scene: Scene) => scene.allocate('kernel', 0, { order: 1 }), 0],
  ] as const;

  test.each(cases)('%s: is refused with the page that stays', (_, rule, prepare, culprit) => {
    expect(judged(prepare, 2, [['moved', 0, 2]])).toBe(rule);
    expect(judged(prepare, BUSY, [['culprit', culprit]])).toBeNull();
    expect(judged(prepare, BUSY, [['culprit', 5]])).toBe('INV-3');
    expect(judged(prepare, BUSY)).toBe('INV-3');
    expect(judged(prepare, NO_MEMORY)).toBe('INV-3');
  });

  test('is refused to nobody else', () => {
    expect(judged(user, BUSY, [['culprit', 0]])).toBe('INV-3');
    expect(judged(user, NO_MEMORY)).toBe('INV-3');
    expect(judged(user, -4)).toBe('INV-3');
  });

  test('fails where there is no room', () => {
    const full = (scene: Scene) => {
      const handle = user(scene);
      retire(scene, 2, 32);
      return handle;
    };
    expect(judged(full, NO_MEMORY)).toBeNull();
  });
});

describe('a refusal', () => {
  const full = (request: string, hold: (scene: Scene) => void) => {
    const scene = new Scene(plain, 'none');
    scene.allocate(request, 0, { order: 1 });
    hold(scene);
    retire(scene, 2, 32);
    return scene;
  };
  const refused = (answer: number, request: string, hold: (scene: Scene) => void = () => {}) =>
    brokenRule(() => full(request, hold).migrate(0, answer));

  test('for want of room is one of what could move', () => {
    expect(refused(NO_MEMORY, 'user')).toBeNull();
    expect(refused(NO_MEMORY, 'kernel')).toBe('INV-3');
    expect(refused(NO_MEMORY, 'user', (scene) => scene.pin(0, 'short', 0))).toBe('INV-3');
    expect(refused(-4, 'user')).toBe('INV-3');
  });

  test('is counted where something stays, as a move is', () => {
    const none = full('user', () => {});
    expect(counted(none, () => none.migrate(0, NO_MEMORY))).toEqual({});
    const pinned = new Scene(plain, 'none');
    pinned.pin(user(pinned), 'short', 0);
    const grown = counted(pinned, () => pinned.migrate(0, BUSY, [['culprit', 0]]));
    expect(grown).toEqual({ 'migrate-refused': 1 });
    const moved = new Scene(plain, 'none');
    user(moved);
    expect(counted(moved, () => moved.migrate(0, 2, [['moved', 0, 2]]))).toEqual({ migrated: 1 });
  });

  test('because of a page that stays looks for no place', () => {
    const scene = new Scene(plain, 'none');
    scene.pin(user(scene), 'short', 0);
    scene.free(scene.allocate('user', 9), [['cached', 9, 0]]);
    const effects: Effect[] = [
      ['putBack', 9, 0],
      ['culprit', 0],
    ];
    expect(brokenRule(() => scene.migrate(0, BUSY, effects))).toBe('INV-4');
  });
});
