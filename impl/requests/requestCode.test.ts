import { expect, test } from 'vitest';
import {
  CLAIMS,
  gfpMigratetype,
  gfpZone,
  hasOnePatience,
  isValidGfp,
  REQUEST_CLASSES,
} from '../../spec/index.ts';
import { gfpOf } from '../testing/bootOf.ts';
import { ceilingIn, claimOfCode, kindIn, requestCode, typeIn } from './requestCode.ts';

test('every request class gets the ceiling, the type and the claim that the specification states', () => {
  for (const { name, gfp, claim } of REQUEST_CLASSES) {
    const code = requestCode(gfp);
    // How long a request is tried is no part of its code.
    expect(code >= 0, name).toBe(isValidGfp(gfp) || !hasOnePatience(gfp));
    if (code < 0) continue;
    expect(ceilingIn(code), name).toBe(gfpZone(gfp));
    expect(typeIn(code), name).toBe(gfpMigratetype(gfp));
    expect(CLAIMS[claimOfCode(code)], name).toBe(claim);
  }
});

test('only mandatory mirrored requests are of a mirror kind', () => {
  expect(kindIn(requestCode(gfpOf('critical'))) & 4).toBe(4);
  expect(kindIn(requestCode(gfpOf('user'))) & 4).toBe(0);
});
