import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';

/** More ranges than this are not held at once: a search looks at all of them. */
const MOST_HELD = 24;

/** Asks the allocator of boot for a range: mostly a few pages, now and then more than a node or the mirror has left. */
export function drawReserveRange(draft: Draft): boolean {
  const { random, map, profile, reserved } = draft;
  if (reserved.length >= MOST_HELD) return drawReleaseRange(draft);
  const most = Math.max(2, random.onceIn(4) ? map.frameCount >> 1 : map.frameCount >> 5);
  const pages = random.onceIn(64) ? 0 : 1 + random.below(most);
  const align = random.onceIn(2) ? 0 : random.below(map.layout.geometry.maxOrder + 1);
  const node = profile.nodeFirst + random.below(profile.nodeCount);
  reserved.push(write(draft, OPERATION.reserveRange, align | (random.onceIn(3) ? 256 : 0), pages, node));
  return true;
}

/** Gives a range back. */
export function drawReleaseRange(draft: Draft): boolean {
  const { random, reserved } = draft;
  if (reserved.length === 0) return false;
  const place = random.below(reserved.length);
  const handle = reserved[place]!; // Below the length.
  reserved[place] = reserved.at(-1)!;
  reserved.pop();
  write(draft, OPERATION.releaseRange, handle);
  return true;
}
