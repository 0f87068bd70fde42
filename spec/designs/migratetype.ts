import type { Design } from './design.ts';

/**
 * Pageblocks of mirrored memory carry a migratetype of their own. Kernel requests take from them first and fall back to
 * other types when they are empty; user requests take from them last. Nothing is promised, and reclaim cannot aim at a
 * type, so a full mirror stays full.
 */
export const migratetype: Design = {
  name: 'migratetype',
  title: 'MIGRATE_MIRROR pageblocks that the kernel takes first',
  source: 'Xishi Qiu, "mm: mirrored memory support", RFC v1 and v2, June 2015',
  carrier: 'migratetype',
  zonesFollowMirror: false,
  protects: ['kernel', 'reclaimable'],
  userInMirror: 'last',
  kernelFallsBack: true,
  mirrorCountsFree: 'everyone',
  criticalRequests: false,
  reserveRequests: false,
  expands: false,
};
