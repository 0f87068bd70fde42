import type { MinimalScenario } from './minimalScenario.ts';

/** By name of the fault; written by `npm run faults:keep`, and repeated by the tests. */
export const MINIMAL: Readonly<Record<string, MinimalScenario>> = {
  'atomic-reclaims': { invariant: 'INV-205', token: 'zp1.kernelcore.tiny.DQKAAQIAAHok', proven: true },
  'balloon-keeps-managed': { invariant: 'INV-176', token: 'zp1.kernelcore.tiny.HwYAAP7j', proven: true },
  'boot-ignores-mirror': { invariant: 'INV-158', token: 'zp1.kernelcore.tiny-numa.Hw0AAQDRTQ', proven: true },
  'borrows-before-claiming': {
    invariant: 'INV-141',
    token: 'zp1.kernelcore.tiny.YAAAAAAJAAChfA',
    proven: true,
  },
  'break-not-noticed': { invariant: 'INV-2', token: 'zp1.nonmirror.tiny.HwgBAA8AAJX-', proven: true },
  'cancel-not-told': { invariant: 'INV-184', token: 'zp1.kernelcore.tiny-marks.HwIBHwUCFQ', proven: true },
  'claims-without-boost': {
    invariant: 'INV-132',
    token: 'zp1.kernelcore.tiny-numa.AAAAAIABAAAAAAQAAAAFAAC-Hg',
    proven: false,
  },
  'clears-first-page-only': { invariant: 'INV-120', token: 'zp1.kernelcore.tiny.IBoAANTm', proven: true },
  'cma-releases-twice': { invariant: 'INV-145', token: 'zp1.kernelcore.tiny.EgABABMB2f4', proven: true },
  'commit-keeps-managed': {
    invariant: 'INV-113',
    token: 'zp1.kernelcore.tiny-marks.HwIBHwSRLA',
    proven: true,
  },
  'compaction-claims-block': {
    invariant: 'INV-4',
    token:
      'zp1.kernelcore.tiny-marks.AAEAACABAABAAQAAIAAAAEABAAAAAAAAAAEAACAAAAAAAQAAIAAAAAABAAAAAAAAIAEAAAwAqgcAAAAAEgACACABAAAFBAABAAAgAQAAAAAAAAABAAAAAAAAIAEAAEABAAAgAAAAAAEAAAAAAABAAAAAAAEAAAABAAAgAQAAIAAAAAABAAAAAAAAIAAAAAABAAAgAAAAAAEAABsKFQAAAABAAAAAHwIGAAEAACABAAAAAQAAAAEAAAECAAETAAoAAQNIxQ',
    proven: false,
  },
  'free-ignores-references': {
    invariant: 'INV-107',
    token: 'zp1.kernelcore.small.AAAAABcBAQIAkSk',
    proven: false,
  },
  'hoards-pages': { invariant: 'INV-118', token: 'zp1.kernelcore.tiny.QAAAAAEBADox', proven: true },
  'isolates-twice': { invariant: 'INV-137', token: 'zp1.kernelcore.tiny.DgEOAX8U', proven: true },
  'kernel-falls-back-to-movable': {
    invariant: 'INV-1',
    token: 'zp1.kernelcore.tiny.gAEAAADEbQ',
    proven: true,
  },
  'kill-for-costly': { invariant: 'INV-204', token: 'zp1.kernelcore.small.DQJo4A', proven: true },
  'kswapd-counts-cma': {
    invariant: 'INV-155',
    token: 'zp1.kernelcore.tiny.YAEAAIABAQAAYAEAAAsAmys',
    proven: false,
  },
  'marks-stay-behind': { invariant: 'INV-126', token: 'zp1.kernelcore.tiny.BQJZmQ', proven: true },
  'merge-across-zones': {
    invariant: 'INV-106',
    token: 'zp1.kernelcore.tiny-misaligned.AAEAACIBsUA',
    proven: true,
  },
  'mirror-request-falls-back': { invariant: 'INV-2', token: 'zp1.nonmirror.tiny.gAEPAADMfQ', proven: true },
  'move-forgets-lock': {
    invariant: 'INV-171',
    token: 'zp1.kernelcore.small-atomic.AAEAAAUQFQIFEUQBAGI7',
    proven: false,
  },
  'move-ignores-references': {
    invariant: 'INV-168',
    token: 'zp1.kernelcore.small.AAEAAAIBFAIA6N0',
    proven: false,
  },
  'never-defers': {
    invariant: 'INV-177',
    token:
      'zp1.kernelcore.tiny-zone-cma.gAEAAABgAAAAAAEAAEABAABAAQAAYAEAAAABAABAAQAAIAEAAEABAABAAQAAIAEAAAAJAAASAQEAFQkXCWAXAAAfAw',
    proven: false,
  },
  'nofail-fails': { invariant: 'INV-199', token: 'zp1.kernelcore.tiny-numa.ABwBAPbm', proven: true },
  'offline-forgets-private-lists': {
    invariant: 'INV-134',
    token: 'zp1.kernelcore.tiny.AAEAAAABAAABAQAFAuqj',
    proven: false,
  },
  'one-round-too-many': {
    invariant: 'INV-201',
    token: 'zp1.kernelcore.tiny-misaligned.AAAAAEABAABAAQAAQAEAAGABAABgAQAABQMNAoABAQAAcUk',
    proven: false,
  },
  'pin-stays-in-movable': { invariant: 'INV-163', token: 'zp1.kernelcore.tiny.AAEAACIBsrI', proven: true },
  'pool-before-memory': {
    invariant: 'INV-206',
    token: 'zp1.kernelcore.tiny-misaligned.AAAAAB8MAQAfCwBFWw',
    proven: false,
  },
  'range-leaves-pages': { invariant: 'INV-144', token: 'zp1.kernelcore.tiny.AAEAABAgAVyM', proven: true },
  'real-error-taken-back': { invariant: 'INV-194', token: 'zp1.kernelcore.tiny.JyAfAAAqxg', proven: true },
  'reclaim-does-not-help': {
    invariant: 'INV-156',
    token: 'zp1.kernelcore.tiny.AAEAAIABFAAA8o0',
    proven: true,
  },
  'reclaim-recurses': { invariant: 'INV-203', token: 'zp1.kernelcore.tiny.DQKAAQoAAPeB', proven: true },
  'remove-of-online-block': {
    invariant: 'INV-191',
    token: 'zp1.kernelcore.tiny-misaligned.HQBbAg',
    proven: true,
  },
  'replace-does-nothing': { invariant: 'INV-5', token: 'zp1.kernelcore.tiny.BwIeAC4X', proven: true },
  'replaces-pinned': { invariant: 'INV-5', token: 'zp1.kernelcore.tiny.AAAAABcBHgGQCw', proven: false },
  'reserve-counts-free': { invariant: 'INV-154', token: 'zp1.reserve.tiny.Sn0', proven: true },
  'reserve-falls-back': { invariant: 'INV-2', token: 'zp1.reserve.tiny.ABsAAIABGwAAouU', proven: true },
  'scanners-pass': {
    invariant: 'INV-177',
    token: 'zp1.kernelcore.tiny.AAAAACAAAABAAAAAYAAAAAAAAABAAAAAAAUAAA0CIAAAAHn2',
    proven: false,
  },
  'split-ignores-references': {
    invariant: 'INV-174',
    token: 'zp1.kernelcore.small-atomic.IAEAAAIBGQLjhg',
    proven: false,
  },
  'upgrade-for-anyone': {
    invariant: 'INV-152',
    token: 'zp1.nonmirror.tiny-misaligned.HwoBtSM',
    proven: true,
  },
  'upgrade-leaves-pages': {
    invariant: 'INV-153',
    token: 'zp1.nonmirror.tiny-marks.AIECAAA_CgG8Yg',
    proven: true,
  },
};
