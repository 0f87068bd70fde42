import { DESIGNS } from '../designs/index.ts';
import type { BootOptions, Layout, MemoryRange } from '../layout/layout.ts';
import type { MemoryMap } from '../layout/memoryMap.ts';
import { memoryMapOf } from '../layout/memoryMapOf.ts';

const GEOMETRY = { maxOrder: 3, pageblockOrder: 2, memoryBlockPages: 16, dmaEnd: 0, dma32End: 32 };

/** `'M0-64 U64-128'` in pages on node 0; `'1:U64-128'` on node 1; an `o` behind it is offline, an `h` hotpluggable. */
const rangesOf = (text: string): MemoryRange[] =>
  text.split(' ').map((word) => {
    const [, node = '0', kind, start, end, mark] = /^(?:(\d):)?([MU])(\d+)-(\d+)([oh]?)$/.exec(word) ?? [];
    const range = { start: Number(start), end: Number(end), node: Number(node), mirrored: kind === 'M' };
    if (mark === 'h') return { ...range, hotpluggable: true };
    return mark === 'o' ? { ...range, offline: true } : range;
  });

/** What boot makes of memory that is written like this, under kernelcore=mirror where nothing else is said. */
export function mapOf(
  text: string,
  boot: BootOptions = { kernelcore: 'mirror' },
  more: Partial<Layout> = {},
  design: keyof typeof DESIGNS = 'kernelcore',
): MemoryMap {
  const layout = { name: 'test', ranges: rangesOf(text), cpus: 1, geometry: GEOMETRY, boot, ...more };
  return memoryMapOf(layout, DESIGNS[design]);
}

/** Each run in words: `32-64 zone 2 protected available`. */
export const runsIn = (map: MemoryMap): string[] =>
  map.runs.map(
    ({ start, end, zone, mirror, exemptBecause, state, cma }) =>
      `${start}-${end} zone ${zone} ${exemptBecause ?? mirror} ${state}${cma ? ' cma' : ''}`,
  );
