import type { Design } from './design.ts';

/**
 * The counter-design to a migratetype: whole pageblocks of mirrored memory are set aside after boot memory was placed. They
 * are not counted free, and no ordinary request finds them; only unmovable kernel memory that is asked for by name comes
 * from there. When the reserve is empty the request fails, and the caller decides. User space never gets in.
 */
export const reserve: Design = {
  name: 'reserve',
  title: 'a mirror reserve outside the free memory, for requests that name it',
  source:
    'Mel Gorman, 30 June 2015, on the mirrored memory RFC: reserve, explicit flag, watermarks less the mirror',
  carrier: 'reserve',
  zonesFollowMirror: false,
  protects: ['kernelCritical'],
  userInMirror: 'never',
  kernelFallsBack: true,
  mirrorCountsFree: 'entitled',
  criticalRequests: false,
  reserveRequests: true,
  expands: false,
};
