import type { TargetHabits } from '../oracle/state.ts';
import { plain } from './machines.ts';
import { retire, Scene } from './scene.ts';

/** Six single pages of users from 0 on, and eight free pages from 17 on, of which no two are neighbours. */
export function fragmented(habits: Partial<TargetHabits> = {}): Scene {
  const scene = new Scene(plain, 'kernelcore', habits);
  for (let pfn = 0; pfn < 6; pfn++) scene.allocate('user', pfn);
  retire(scene, 6, 16);
  for (let pfn = 16; pfn < 32; pfn += 2) retire(scene, pfn, pfn + 1);
  return scene;
}
