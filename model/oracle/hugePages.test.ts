import { expect, test } from 'vitest';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { mirrored } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { accepts, isUserMemory } from './hugePages.ts';

test('user space holds what can be mapped, and nothing of the kernel', () => {
  const scene = new Scene(mirrored);
  const handle = scene.allocate('user', 32);
  const users = CLAIMS.filter((_, claim) => {
    scene.state.claim[handle] = claim;
    return isUserMemory(scene.state, handle);
  });
  expect(users).toEqual(['user', 'kernelMovable', 'critical']);
});

test('half of an allocation can be unmapped, more than once, if that has several pages', () => {
  const scene = new Scene(mirrored);
  const handles = [0, 1, 2].map((order) => scene.allocate('user', 32 + 4 * order, { order }));
  const says = () => handles.map((handle) => accepts(scene.state, handle, 'unmapPart'));
  expect(says()).toEqual([false, false, true]);
  scene.unmapPart(handles[2]!);
  expect(says()).toEqual([false, false, true]);
});
