import { expect, test } from 'vitest';
import { machine } from '../testing/machines.ts';
import { mixedRun } from '../testing/mixedRun.ts';
import { Scene } from '../testing/scene.ts';
import { fingerprint } from './fingerprint.ts';

/** FNV-1a over 32-bit words, as it is defined. */
const fnv1a = (words: readonly number[]): number =>
  words.reduce((hash, word) => Math.imul(hash ^ word, 0x01000193), 0x811c9dc5) >>> 0;

test('a fingerprint is made of every frame of memory and of the counters of the zones', () => {
  const scene = new Scene(machine('M0-32 U32-64 U64-80o', { cma: [{ start: 24, end: 32 }] }));
  mixedRun(scene);
  const { state: s } = scene;
  const frames = Array.from({ length: 80 }, (_, frame) => frame);
  const words = frames.map((frame) => s.belief[frame]! ^ (s.tag[frame]! << 16) ^ (s.zone[frame]! << 24));
  const counters = [s.free, s.freeCma, s.freeMirror, s.cached, s.isolatedFree, s.managed, s.mirrored];
  expect(fingerprint(s)).toBe(fnv1a([...words, ...counters.flatMap((each) => [...each]), ...s.memoryBlock]));
});
