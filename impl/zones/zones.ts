import * as record from './zoneRecord.ts';

const { LEVELS, LIMITS, ZONE_WORDS } = record;

/** Index of a field of a zone. */
export const fieldOf = (zone: number, field: number): number => Math.imul(zone, ZONE_WORDS) + field;

/** Field of the number of pages that must remain free after a request with this ceiling, at this level. */
export const limitOf = (ceiling: number, level: number): number =>
  LIMITS + Math.imul(ceiling, LEVELS) + level;
