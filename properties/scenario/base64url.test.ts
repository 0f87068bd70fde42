import { expect, test } from 'vitest';
import { base64url, bytesOfBase64url } from './base64url.ts';

test('bytes of every length and value are what Node makes of them, and come back', () => {
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, place) => place * 7 + length);
    const text = base64url(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64url'));
    expect(bytesOfBase64url(text)).toEqual(bytes);
  }
});

test('many bytes are no trouble', () => {
  const bytes = new Uint8Array(300_000).fill(200);
  expect(Buffer.compare(bytesOfBase64url(base64url(bytes))!, bytes)).toBe(0);
});

test('what is no such text is nothing', () => {
  expect(bytesOfBase64url('a')).toBe(null);
  expect(bytesOfBase64url('a.b!')).toBe(null);
});
