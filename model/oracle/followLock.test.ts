import { expect, test } from 'vitest';
import { counted } from '../testing/counted.ts';
import { plain } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';

test('a lock and its end are counted, and reclaim may drop what is not locked', () => {
  const scene = new Scene(plain, 'none');
  const handle = scene.allocate('user', 0, { order: 1, owner: 2 });
  const left = () => [scene.state.reclaimable[2], scene.state.killable[2]];
  expect(left()).toEqual([2, 2]);
  expect(counted(scene, () => scene.mlock(handle))).toEqual({ locked: 1 });
  expect(left()).toEqual([0, 2]);
  expect(counted(scene, () => scene.mlock(handle, false))).toEqual({ unlocked: 1 });
  expect(left()).toEqual([2, 2]);
});
