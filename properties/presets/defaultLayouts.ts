/** Small machines, the smallest first: faults show soonest where memory is soon full. */
export const DEFAULT_LAYOUTS: readonly string[] = [
  'tiny',
  'tiny-numa',
  'tiny-misaligned',
  'tiny-marks',
  'small',
  'small-atomic',
  'tiny-zone-cma',
];
