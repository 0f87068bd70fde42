import { machine, NO_MARKS } from './machines.ts';
import { type Effect, Scene } from './scene.ts';

/** 64 pages in one zone with the marks 8, 10 and 12. */
export const marked = machine('U0-64', { tuning: { ...NO_MARKS, minFreePages: 8 } });

export const ZONE = 2;

/** User pages everywhere but in half of each of four pageblocks: 16 pages are free. */
export function halfFree(layout = marked): Scene {
  const scene = new Scene(layout, 'none', { groupsByMobility: true });
  const held = Array.from({ length: 14 }, (_, half) => scene.allocate('user', half * 4, { order: 2 }));
  for (const half of [0, 2, 4]) scene.free(held[half]!);
  scene.allocate('user', 56, { order: 2 });
  return scene;
}

/** The claim of half a pageblock that a kernel request makes then, with the boost that comes first. */
export const CLAIM: readonly Effect[] = [
  ['boosted', ZONE, 8],
  ['typeChanged', 0, 0],
];
