import type { WorldState } from './state.ts';

/**
 * A number that two worlds share if they agree in every frame's belief, zone and free block and in the zones' counters.
 * Pageblock types are left out: a claim may change them for good. FNV-1a over 32-bit words.
 */
export function fingerprint(s: WorldState): number {
  let hash = 0x811c9dc5;
  for (let frame = 0; frame < s.frameCount; frame++) {
    const word = s.belief[frame]! ^ (s.tag[frame]! << 16) ^ (s.zone[frame]! << 24); // Below frameCount.
    hash = Math.imul(hash ^ word, 0x01000193);
  }
  for (const counters of [
    s.free,
    s.freeCma,
    s.cached,
    s.isolatedFree,
    s.managed,
    s.mirrored,
    s.memoryBlock,
  ]) {
    for (let at = 0; at < counters.length; at++) hash = Math.imul(hash ^ counters[at]!, 0x01000193);
  }
  return hash >>> 0;
}
