import { type Layout, X86_64 } from '../../spec/layout/layout.ts';

/**
 * 2^20 pages (4 GiB) in the proportions of {@link small} and the geometry of x86-64: a quarter below 4 GiB, then a hole, then
 * ZONE_NORMAL and ZONE_MOVABLE. For measurements that the CPU's caches cannot help.
 */
export const large: Layout = {
  name: 'large',
  origin: '1048576 pages: a quarter below 4 GiB, a quarter Normal, half Movable',
  ranges: [
    { start: 0, end: 262144, node: 0, mirrored: true },
    { start: 1048576, end: 1310720, node: 0, mirrored: true },
    { start: 1310720, end: 1835008, node: 0, mirrored: false },
  ],
  reserved: [
    { start: 0, end: 256, why: 'firmware below 1 MiB' },
    { start: 245760, end: 262144, why: 'memory map' },
  ],
  cma: [{ start: 1277952, end: 1310720 }],
  cpus: 4,
  geometry: X86_64,
  boot: { kernelcore: 'mirror' },
};
