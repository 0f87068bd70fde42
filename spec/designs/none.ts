import type { Design } from './design.ts';

/** Mirrored memory is used like any other: a kernel booted without `kernelcore=mirror`. */
export const none: Design = {
  name: 'none',
  title: 'no mirroring policy',
  source: 'mm/mm_init.c without kernelcore=mirror',
  carrier: 'nothing',
  zonesFollowMirror: false,
  protects: [],
  userInMirror: 'anywhere',
  kernelFallsBack: true,
  mirrorCountsFree: 'everyone',
  criticalRequests: false,
  reserveRequests: false,
  expands: false,
};
