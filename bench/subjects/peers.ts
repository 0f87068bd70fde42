import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PEERS_FOLDER } from '../places.ts';
import type { Subject } from './subject.ts';

/** They allocate bytes; a page is so many here. */
const PAGE_BYTES = 32;
/** For what they keep beside each block. */
const ROOM = 1.25;

/** Memory allocators that npm has. They are no page-frame allocators, but what a program would pick for want of one. */
export const PEERS: Readonly<Record<string, (pages: number) => Promise<Subject>>> = {
  alloc: async (pages) => {
    const { BuddyAllocator } = packageOf('alloc') as { BuddyAllocator: new (...words: unknown[]) => Buddy };
    const buddy = new BuddyAllocator(Buffer.alloc(pages * PAGE_BYTES), { minSize: PAGE_BYTES });
    const blocks: (Buffer | null)[] = new Array(pages).fill(null);
    const origin = buddy.buffer.byteOffset;
    return {
      allocate: (order) => {
        const block = buddy.alloc(PAGE_BYTES << order);
        if (block === null) return -1;
        const page = (block.byteOffset - origin) / PAGE_BYTES;
        blocks[page] = block;
        return page;
      },
      free: (pfn) => buddy.free(blocks[pfn]!),
    };
  },

  malloc: async (pages) => {
    const Heap = packageOf('malloc') as new (memory: Buffer) => Heap;
    const heap = new Heap(Buffer.alloc(pages * PAGE_BYTES * ROOM));
    return offsets(
      (bytes) => heap.alloc(bytes),
      (offset) => heap.free(offset),
    );
  },

  '@thi.ng/malloc': async (pages) => {
    const { MemPool } = (await import(resolve('@thi.ng/malloc'))) as {
      MemPool: new (options: object) => Pool;
    };
    const pool = new MemPool({ buf: new ArrayBuffer(pages * PAGE_BYTES * ROOM) });
    return offsets(
      (bytes) => pool.malloc(bytes),
      (offset) => pool.free(offset),
    );
  },
};

interface Buddy {
  readonly buffer: Buffer;
  alloc(bytes: number): Buffer | null;
  free(block: Buffer): void;
}

interface Heap {
  alloc(bytes: number): number;
  free(offset: number): number;
}

interface Pool {
  malloc(bytes: number): number;
  free(offset: number): boolean;
}

/** Offsets count in units of 8 bytes, since blocks with headers begin anywhere; 0 says that there is none. */
const offsets = (take: (bytes: number) => number, give: (offset: number) => unknown): Subject => ({
  allocate: (order) => {
    const offset = take(PAGE_BYTES << order);
    return offset === 0 ? -1 : offset >> 3;
  },
  free: (pfn) => {
    give(pfn << 3);
  },
});

const require = createRequire(join(PEERS_FOLDER, 'package.json'));
const packageOf = (name: string): unknown => require(name);
const resolve = (name: string): string => require.resolve(name);
