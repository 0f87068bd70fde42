import { expect, test } from 'vitest';
import { GFP, GFP_KERNEL, gfpMigratetype, gfpZone } from './gfp.ts';
import { POOL_GFP } from './pool.ts';

const has = (flags: number): boolean => (POOL_GFP & flags) === flags;

test('a pool asks for kernel memory', () => {
  expect([gfpZone(POOL_GFP), gfpMigratetype(POOL_GFP)]).toEqual([
    gfpZone(GFP_KERNEL),
    gfpMigratetype(GFP_KERNEL),
  ]);
});

test('a pool neither waits nor writes, nor takes what is kept for emergencies, nor complains', () => {
  expect([GFP.DIRECT_RECLAIM, GFP.IO, GFP.MEMALLOC, GFP.HIGH].filter(has)).toEqual([]);
  expect([GFP.NOMEMALLOC, GFP.NORETRY, GFP.NOWARN, GFP.KSWAPD_RECLAIM].filter((flag) => !has(flag))).toEqual(
    [],
  );
});
