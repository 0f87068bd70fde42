import { createBuddyCore } from '../../impl/core/buddyCore.ts';
import { cachedCore } from './cachedCore.ts';
import { complete, ROLES } from './complete.ts';
import { idle } from './idle.ts';
import { PEERS } from './peers.ts';
import type { Subject } from './subject.ts';

const MAX_ORDER = 10;

/** The allocator of that name over so many pages. */
export async function subjectOf(name: string, pages: number): Promise<Subject> {
  if (name === 'core') return createBuddyCore(pages, MAX_ORDER);
  if (name === 'cached') return cachedCore(pages, MAX_ORDER);
  if (name === 'idle') return idle(pages);
  if (name in ROLES) return complete(name, pages);
  const peer = PEERS[name];
  if (peer) return peer(pages);
  throw new RangeError(`no allocator '${name}'`);
}
