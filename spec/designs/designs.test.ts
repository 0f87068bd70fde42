import { expect, test } from 'vitest';
import type { Design } from './design.ts';
import { DESIGN_NAMES, DESIGNS } from './index.ts';

const those = (wanted: (design: Design) => boolean): string[] =>
  DESIGN_NAMES.filter((name) => wanted(DESIGNS[name]));

test('a design is found by the name it has', () => {
  for (const name of DESIGN_NAMES) expect(DESIGNS[name].name).toBe(name);
});

test('zones follow the mirror where a zone tells mirrored memory from the rest', () => {
  expect(those(({ zonesFollowMirror }) => zonesFollowMirror)).toEqual(
    those(({ carrier }) => carrier === 'zone'),
  );
});

test('kernel requests fall back where their zones hold unmirrored memory, too', () => {
  const hasBoth = ({ carrier }: Design) => carrier !== 'zone' && carrier !== 'firmware';
  expect(those(({ kernelFallsBack }) => kernelFallsBack)).toEqual(those(hasBoth));
});

test('nothing is promised where nobody asks whether a frame is mirrored, and user pages go anywhere where it makes no difference', () => {
  expect(those(({ protects }) => protects.length === 0)).toEqual(
    those(({ carrier }) => carrier === 'nothing'),
  );
  expect(those(({ userInMirror }) => userInMirror === 'anywhere')).toEqual(
    those(({ carrier }) => carrier === 'nothing' || carrier === 'firmware'),
  );
});

test('mirrored memory is for those alone who ask for it as a right where user pages are kept out', () => {
  expect(those(({ userInMirror }) => userInMirror === 'never')).toEqual(
    those(({ criticalRequests, reserveRequests }) => criticalRequests || reserveRequests),
  );
  expect(those(({ reserveRequests }) => reserveRequests)).toEqual(
    those(({ mirrorCountsFree }) => mirrorCountsFree === 'entitled'),
  );
});

test('a right to mirrored memory is a promise, and without fallback so is what the kernel needs', () => {
  const promises = ({ criticalRequests, reserveRequests, kernelFallsBack, protects }: Design): boolean =>
    (!criticalRequests || protects.includes('critical')) &&
    (!reserveRequests || protects.includes('kernelCritical')) &&
    (kernelFallsBack || (protects.includes('kernel') && protects.includes('reclaimable')));
  expect(those(promises)).toEqual(DESIGN_NAMES);
});

test('mirrored memory grows where user space is told of it as a right', () => {
  expect(those(({ expands }) => expands)).toEqual(those(({ criticalRequests }) => criticalRequests));
});
