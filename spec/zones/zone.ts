/**
 * Zones in the order of their index, which is also their rank: a request may be served from its own zone and from
 * every lower one, never from a higher one. Source: include/linux/mmzone.h, x86-64 without HIGHMEM.
 */
export const ZONE_NAMES = ['DMA', 'DMA32', 'Normal', 'Movable'] as const;

export type ZoneName = (typeof ZONE_NAMES)[number];

export const ZONE_DMA = 0;
export const ZONE_DMA32 = 1;
export const ZONE_NORMAL = 2;
export const ZONE_MOVABLE = 3;

/** Zones of one node. */
export const ZONES_PER_NODE = 4;

/** 0 to 3; see {@link ZONE_NAMES}. */
export type ZoneIndex = 0 | 1 | 2 | 3;

/**
 * A zone of a node, `node * 4 + index`. {@link NO_ZONE} marks memory that belongs to none: holes, offline memory, and
 * memory that a kernel lost.
 */
export type ZoneId = number;

export const NO_ZONE = 255;

export const zoneId = (node: number, index: number): ZoneId => node * ZONES_PER_NODE + index;
export const zoneIndexOf = (zone: ZoneId): ZoneIndex => (zone & 3) as ZoneIndex; // Two bits hold the index.
export const nodeOf = (zone: ZoneId): number => zone >> 2;

/** `Node 0 Normal`, as /proc/zoneinfo says it. */
export const zoneTitle = (zone: ZoneId): string =>
  zone === NO_ZONE ? 'no zone' : `Node ${nodeOf(zone)} ${ZONE_NAMES[zoneIndexOf(zone)]}`;
