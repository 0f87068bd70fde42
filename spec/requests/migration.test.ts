import { expect, test } from 'vitest';
import { CLAIMS } from '../pages/claim.ts';
import { ZONE_MOVABLE, ZONE_NORMAL } from '../zones/zone.ts';
import { GFP, gfpZone } from './gfp.ts';
import { collapseGfp, longtermPinGfp, migrationGfp } from './migration.ts';

test('a page of a kernel zone moves to a kernel zone, one of ZONE_MOVABLE anywhere, and critical memory into the mirror', () => {
  for (const claim of CLAIMS) {
    const isCritical = claim === 'critical';
    // The mirror is below ZONE_MOVABLE.
    expect(gfpZone(migrationGfp(claim, ZONE_MOVABLE)), claim).toBe(isCritical ? ZONE_NORMAL : ZONE_MOVABLE);
    expect(gfpZone(migrationGfp(claim, ZONE_NORMAL)), claim).toBe(ZONE_NORMAL);
    for (const gfp of [
      migrationGfp(claim, ZONE_MOVABLE),
      migrationGfp(claim, ZONE_NORMAL),
      longtermPinGfp(claim),
    ])
      expect((gfp & GFP.MIRROR) !== 0, claim).toBe(isCritical);
  }
});

test('what its owner moves keeps saying so, from every zone, and nothing else does', () => {
  for (const claim of CLAIMS)
    for (const zone of [ZONE_MOVABLE, ZONE_NORMAL] as const)
      expect((migrationGfp(claim, zone) & GFP.DRIVER) !== 0, claim).toBe(claim === 'driver');
});

test('blocks that become one lie where user memory may, and others where they could move from a kernel zone', () => {
  expect(gfpZone(collapseGfp('user'))).toBe(ZONE_MOVABLE);
  expect(collapseGfp('user') & GFP.DIRECT_RECLAIM).toBe(GFP.DIRECT_RECLAIM);
  for (const claim of CLAIMS.filter((each) => each !== 'user'))
    expect(collapseGfp(claim), claim).toBe(migrationGfp(claim, ZONE_NORMAL));
});
