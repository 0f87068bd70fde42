import type { WorldState } from './state.ts';

const PRIME = 0x01000193;

/**
 * A number that two worlds share if they agree in every frame's belief, zone and free block and in the zones' counters.
 * Pageblock types are left out: a claim may change them for good. FNV-1a over 32-bit words.
 */
export function fingerprint(s: WorldState): number {
  let hash = 0x811c9dc5;
  for (const { start, end } of s.map.layout.ranges) hash = hashFrames(s, hash, start, end);
  for (const counters of [
    s.free,
    s.freeCma,
    s.freeMirror,
    s.cached,
    s.isolatedFree,
    s.managed,
    s.mirrored,
    s.memoryBlock,
  ]) {
    for (let at = 0; at < counters.length; at++) hash = Math.imul(hash ^ counters[at]!, PRIME);
  }
  return hash >>> 0;
}

function hashFrames({ belief, tag, zone }: WorldState, seed: number, start: number, end: number): number {
  let hash = seed;
  for (let frame = start; frame < end; frame++) {
    const word = belief[frame]! ^ (tag[frame]! << 16) ^ (zone[frame]! << 24); // Frames of the map.
    hash = Math.imul(hash ^ word, PRIME);
  }
  return hash;
}
