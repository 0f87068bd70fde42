/** What a policy costs, in events that are legal under it and that another policy may avoid. */
export const MEASURES = [
  { name: 'refused', meaning: 'requests refused for lack of memory' },
  { name: 'refusedMovableFree', meaning: 'of these, with a block of that size free in ZONE_MOVABLE' },
  { name: 'notPermitted', meaning: 'requests that the design does not offer' },
  { name: 'mandatoryServed', meaning: 'mandatory mirrored requests that were served' },
  { name: 'userInMirror', meaning: 'user pages placed on mirrored frames without a right to them' },
  { name: 'kernelOutside', meaning: 'kernel pages placed on unmirrored frames' },
  { name: 'pinsInMirror', meaning: 'pages held on mirrored frames by a new long-term pin' },
  { name: 'offlineFailed', meaning: 'memory blocks that could not go offline' },
  { name: 'refusedCmaFree', meaning: 'requests refused with a block of that size free in CMA' },
  { name: 'areaFailed', meaning: 'requests for frames of a CMA area that found no place' },
] as const;

export type MeasureName = (typeof MEASURES)[number]['name'];

/** A count for each measure. */
export type Measures = Record<MeasureName, number>;

export const noMeasures = (): Measures =>
  Object.fromEntries(MEASURES.map(({ name }) => [name, 0])) as Measures; // One entry a name.
