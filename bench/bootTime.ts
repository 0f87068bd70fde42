import { PageAllocator } from '../impl/index.ts';
import { DESIGNS, Effects, type Layout, memoryMapOf, X86_64 } from '../spec/index.ts';

/** 64 GiB. */
const PAGES = 2 ** 24;
const CPUS = 8;

/** Seconds of CPU time from a layout, half of it mirrored, to an allocator that serves, page owner records included. */
export function bootTime(pages = PAGES): number {
  const layout: Layout = {
    name: 'bench',
    ranges: [
      { start: 0, end: pages / 2, node: 0, mirrored: true },
      { start: pages / 2, end: pages, node: 0, mirrored: false },
    ],
    reserved: [{ start: 0, end: 256, why: 'firmware below 1 MiB' }],
    cpus: CPUS,
    geometry: X86_64,
    boot: { kernelcore: 'mirror' },
  };
  const design = DESIGNS.kernelcore;
  const start = process.cpuUsage();
  const effects = new Effects();
  const allocator = new PageAllocator(memoryMapOf(layout, design), design, effects, { pageOwner: true });
  if (allocator.allocate(0, 0, 0, 0) < 0) throw new Error('the allocator does not serve');
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
