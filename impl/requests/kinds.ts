/** Requests of one kind may look at the same zones: four ceilings, each without and with mandatory mirrored memory. */
export const KINDS = 8;

/** Set in a kind whose memory must be mirrored. */
export const MIRROR_KIND = 4;
