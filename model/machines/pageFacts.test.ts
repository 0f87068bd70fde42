import { expect, test } from 'vitest';
import { pageFactCode, pageFactsOf } from './pageFacts.ts';

const codes = Array.from({ length: 256 }, (_, code) => code);

test('144 bytes stand for facts, and the facts name their byte', () => {
  const meaningful = codes.filter((code) => pageFactsOf(code) !== null);
  expect(meaningful).toHaveLength(144);
  for (const code of meaningful) expect(pageFactCode(pageFactsOf(code)!)).toBe(code);
});

test('each fact has its own bits', () => {
  const plain = {
    zone: 'kernel',
    mirror: 'protected',
    blockType: 'ordinary',
    isolated: false,
    bad: 'no',
  } as const;
  expect(pageFactCode(plain)).toBe(0);
  expect(pageFactCode({ ...plain, zone: 'movable' })).toBe(1);
  expect(pageFactCode({ ...plain, mirror: 'bare' })).toBe(2 << 1);
  expect(pageFactCode({ ...plain, blockType: 'cma' })).toBe(2 << 3);
  expect(pageFactCode({ ...plain, isolated: true })).toBe(1 << 5);
  expect(pageFactCode({ ...plain, bad: 'real' })).toBe(2 << 6);
});
