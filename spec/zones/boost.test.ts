import { expect, test } from 'vitest';
import { boostAfter } from './boost.ts';

const zone = { managed: 4096, high: 100 };

test('a boost is one pageblock, and stops at one and a half times the high mark', () => {
  expect(boostAfter(0, zone, 64)).toBe(64);
  expect(boostAfter(64, zone, 64)).toBe(128);
  expect(boostAfter(128, zone, 64)).toBe(150);
  expect(boostAfter(150, zone, 64)).toBe(150);
});

test('one pageblock is allowed, however low the mark', () => {
  expect(boostAfter(0, { managed: 4096, high: 1 }, 512)).toBe(512);
  expect(boostAfter(512, { managed: 4096, high: 1 }, 512)).toBe(512);
});

test('small zones, zones without marks and machines that want none are not boosted', () => {
  expect(boostAfter(0, { managed: 255, high: 100 }, 64)).toBe(0);
  expect(boostAfter(0, { managed: 256, high: 100 }, 64)).toBe(64);
  expect(boostAfter(0, { managed: 4096, high: 0 }, 64)).toBe(0);
  expect(boostAfter(0, zone, 64, { watermarkBoostFactor: 0 })).toBe(0);
});
