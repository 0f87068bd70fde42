import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lineError, readTextFile, type TextFile } from './textFile.ts';

/** The hotplug view of memory. */
export interface MemoryBlocks {
  /** Pages of a block. */
  readonly blockPages: number;
  readonly blocks: readonly {
    readonly number: number;
    readonly online: boolean;
    readonly node: number | undefined;
  }[];
}

const PAGE_BYTES = 4096;

/**
 * Reads a list with one line for each block, such as `memory34 phys_index=00000022 state=online removable=1
 * valid_zones=none node0`, and one with `block_size_bytes=8000000` (hexadecimal, as in sysfs).
 */
export function readMemoryBlockList(file: TextFile): MemoryBlocks {
  const blocks: { number: number; online: boolean; node: number | undefined }[] = [];
  let blockPages = 0;
  for (const [index, line] of file.lines.entries()) {
    if (line.trim() === '') continue;
    const size = /block_size_bytes=([0-9a-f]+)/.exec(line)?.[1];
    const [, number, state] = /^memory(\d+) .*\bstate=(online|offline|going-offline)\b/.exec(line) ?? [];
    const node = /\bnode(\d+)/.exec(line)?.[1];
    if (size !== undefined) blockPages = blockPagesOf(file, index, size);
    else if (number !== undefined) {
      blocks.push({
        number: Number(number),
        online: state !== 'offline',
        node: node ? Number(node) : undefined,
      });
    } else throw lineError(file, index, '`memoryN ... state=online`', 'list one memory block a line');
  }
  if (blockPages === 0)
    throw lineError(file, 0, 'a line with `block_size_bytes=`', 'add the size of a block');
  return { blockPages, blocks };
}

/** Reads a copied `sys/devices/system/memory`; undefined if `directory` has none. */
export function readMemoryBlockTree(directory: string): MemoryBlocks | undefined {
  const place = ['sys/devices/system/memory', 'devices/system/memory'].find((candidate) =>
    existsSync(join(directory, candidate, 'block_size_bytes')),
  );
  if (place === undefined) return undefined;
  const size = readTextFile(directory, join(place, 'block_size_bytes'));
  const names = readdirSync(join(directory, place)).filter((name) => /^memory\d+$/.test(name));
  const blocks = names.map((name) => {
    const state = readTextFile(directory, join(place, name, 'state'));
    if (!/^(online|offline|going-offline)$/.test(state.lines[0] ?? '')) {
      throw lineError(state, 0, '`online` or `offline`', 'copy the file again');
    }
    const node = readdirSync(join(directory, place, name)).find((entry) => /^node\d+$/.test(entry));
    return {
      number: Number(name.slice('memory'.length)),
      online: state.lines[0] !== 'offline',
      node: node === undefined ? undefined : Number(node.slice('node'.length)),
    };
  });
  blocks.sort((one, two) => one.number - two.number);
  return { blockPages: blockPagesOf(size, 0, size.lines[0] ?? ''), blocks };
}

function blockPagesOf(file: TextFile, index: number, hexadecimal: string): number {
  const bytes = /^[0-9a-f]{1,12}$/.test(hexadecimal) ? Number.parseInt(hexadecimal, 16) : 0;
  if (bytes > 0 && bytes % PAGE_BYTES === 0) return bytes / PAGE_BYTES;
  throw lineError(
    file,
    index,
    'the size of a memory block in hexadecimal bytes',
    'copy block_size_bytes of sysfs',
  );
}
