import { expect, test } from 'vitest';
import { bootOptionsOf } from './commandLine.ts';

test.each([
  ['quiet splash', {}],
  ['kernelcore=mirror', { kernelcore: 'mirror' }],
  ['kernelcore=mirror kernelcore=1G', { kernelcore: 'mirror' }],
  ['kernelcore=512M movablecore=0x1000', { kernelcore: 131072, movablecore: 1 }],
  ['kernelcore=1G kernelcore=2G', { kernelcore: 524288 }],
  ['kernelcore=30% movablecore=200%', { kernelcore: '30%', movablecore: '100%' }],
  ['kernelcore=99E', { kernelcore: 2 ** 40 }],
  ['movable_node elfcorehdr=0x2000', { movableNode: true, kdump: true }],
])('%s', (commandLine, options) => {
  expect(bootOptionsOf(commandLine, 'cmdline')).toEqual(options);
});

test.each(['kernelcore=lots', 'movablecore=5X', 'kernelcore=-1'])('%s is refused', (commandLine) => {
  expect(() => bootOptionsOf(commandLine, 'cmdline')).toThrow(
    /^cmdline: expected (kernel|movable)core= with mirror/,
  );
});
