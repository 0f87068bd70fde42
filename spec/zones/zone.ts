/**
 * Zones in the order of their index, which is also their rank: a request may be served from its own zone and from
 * every lower one, never from a higher one. Source: include/linux/mmzone.h, x86-64 without HIGHMEM.
 */
export const ZONE_NAMES = ['DMA', 'DMA32', 'Normal', 'Movable'] as const;

/** One of {@link ZONE_NAMES}. */
export type ZoneName = (typeof ZONE_NAMES)[number];

/** Index of the zone below 16 MiB. */
export const ZONE_DMA = 0;
/** Index of the zone below 4 GiB. */
export const ZONE_DMA32 = 1;
/** Index of the ordinary zone of the kernel. */
export const ZONE_NORMAL = 2;
/** Index of the zone that only what can be moved may enter. */
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

/** The zone of memory that belongs to none. */
export const NO_ZONE = 255;

/** The zone with an index, 0 to 3, on a node. */
export const zoneId = (node: number, index: number): ZoneId => node * ZONES_PER_NODE + index;
/** Which of the four zones of its node it is. */
export const zoneIndexOf = (zone: ZoneId): ZoneIndex => (zone & 3) as ZoneIndex; // Two bits hold the index.
/** The node it is on. */
export const nodeOf = (zone: ZoneId): number => zone >> 2;

/** `Node 0 Normal`, as /proc/zoneinfo says it. */
export const zoneTitle = (zone: ZoneId): string =>
  zone === NO_ZONE ? 'no zone' : `Node ${nodeOf(zone)} ${ZONE_NAMES[zoneIndexOf(zone)]}`;
