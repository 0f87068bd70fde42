import type { Design } from './design.ts';

/** Mirrored memory is used like any other: a kernel booted without `kernelcore=mirror`. */
export const none: Design = {
  name: 'none',
  title: 'no mirroring policy',
  source: 'mm/mm_init.c without kernelcore=mirror',
  zonesFollowMirror: false,
  protects: [],
  userMayUseMirror: true,
  criticalRequests: false,
};
