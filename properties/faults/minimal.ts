import type { MinimalScenario } from './minimalScenario.ts';

/** By name of the fault; written by `npm run faults:keep`, and repeated by the tests. */
export const MINIMAL: Readonly<Record<string, MinimalScenario>> = {
  'aligns-within-area': { invariant: 'INV-145', token: 'zp1.kernelcore.tiny.EgABBCSt', proven: true },
  'atomic-reclaims': { invariant: 'INV-205', token: 'zp1.kernelcore.tiny.DQKAAQIAAHok', proven: true },
  'balloon-keeps-managed': { invariant: 'INV-176', token: 'zp1.kernelcore.tiny.HwYAAP7j', proven: true },
  'batch-keeps-reference': {
    invariant: 'INV-3',
    token: 'zp1.kernelcore.tiny-misaligned.AAEAACIBsUA',
    proven: true,
  },
  'boosts-small-zones': { invariant: 'INV-132', token: 'zp1.kernelcore.tiny.AAAAAAAEAABOPQ', proven: true },
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
  'cma-counts-as-progress': {
    invariant: 'INV-155',
    token: 'zp1.kernelcore.tiny.AAAAAIABAQAADAHEE2ABAAAABQAACwDzDw',
    proven: false,
  },
  'cma-releases-twice': { invariant: 'INV-145', token: 'zp1.kernelcore.tiny.EgABABMB2f4', proven: true },
  'cma-subtracted-twice': {
    invariant: 'INV-125',
    token: 'zp1.kernelcore.tiny.AAAAAAcYQAAAAJcd',
    proven: false,
  },
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
  'deferred-never-released': {
    invariant: 'INV-3',
    token: 'zp1.none.tiny-marks.Hw0FAQAfDgEfDQUhAPCS',
    proven: true,
  },
  'demotion-loses-rest': {
    invariant: 'INV-3',
    token: 'zp1.kernelcore.tiny-atomic.wAECAAABAQAAAAAAJZM',
    proven: false,
  },
  'drain-files-under-old-type': {
    invariant: 'INV-134',
    token: 'zp1.kernelcore.tiny.AAEAAAABAAABAQAFAuqj',
    proven: false,
  },
  'drain-misses-refill': { invariant: 'INV-119', token: 'zp1.kernelcore.small.AAAAAAkBaW8', proven: true },
  'empty-block-changes-type': {
    invariant: 'INV-108',
    token: 'zp1.kernelcore.tiny.QAAAAAEBADox',
    proven: true,
  },
  'empty-exclusion': { invariant: 'INV-3', token: 'zp1.nonmirror.tiny-unmirrored.AAEAAHuA', proven: true },
  'end-wraps-round': { invariant: 'INV-102', token: 'zp1.none.tiny.Hw0AAQAfDQABAJNG', proven: true },
  'fixed-range-twice': {
    invariant: 'INV-144',
    token: 'zp1.kernelcore.tiny-zone-cma.EgEBABAwAbTU',
    proven: true,
  },
  'free-ignores-references': {
    invariant: 'INV-107',
    token: 'zp1.kernelcore.small.AAAAABcBAQIAkSk',
    proven: false,
  },
  'free-reads-type-early': {
    invariant: 'INV-136',
    token: 'zp1.kernelcore.tiny.BzAAAQAADgYXAgEDAA8GGAUAnoA',
    proven: false,
  },
  'hoards-pages': { invariant: 'INV-118', token: 'zp1.kernelcore.tiny.QAAAAAEBADox', proven: true },
  'isolates-twice': { invariant: 'INV-137', token: 'zp1.kernelcore.tiny.DgEOAX8U', proven: true },
  'isolation-forgets-to-uncount': { invariant: 'INV-182', token: 'zp1.kernelcore.tiny.bAw', proven: false },
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
  'lagging-counter': {
    invariant: 'INV-128',
    token: 'zp1.kernelcore.tiny-misaligned.AAAAACAAAAAMHwGAAQAAAP1v',
    proven: false,
  },
  'late-free-stays-private': {
    invariant: 'INV-118',
    token: 'zp1.kernelcore.tiny-numa.AAEAAB8CAgECABe_',
    proven: false,
  },
  'lower-zone-hides-higher': {
    invariant: 'INV-3',
    token: 'zp1.kernelcore.tiny-numa.AAEBAAYHZAEB9l4',
    proven: false,
  },
  'mark-without-sign': {
    invariant: 'INV-128',
    token: 'zp1.kernelcore.tiny-marks.YAAAAIABAAAAYAEAAEABAACAAQEAAIABAQAABQQMAAFgAQAAYAEAAGABAAB_pQ',
    proven: false,
  },
  'marks-stay-behind': { invariant: 'INV-126', token: 'zp1.kernelcore.tiny.BQJZmQ', proven: true },
  'merge-across-zones': {
    invariant: 'INV-106',
    token: 'zp1.kernelcore.tiny-misaligned.AAEAACIBsUA',
    proven: true,
  },
  'merges-across-isolation': {
    invariant: 'INV-109',
    token: 'zp1.kernelcore.tiny-zone-cma.AAEAAA4IZAEA6HY',
    proven: false,
  },
  'merges-into-uninitialised': { invariant: 'INV-107', token: 'zp1.kernelcore.tiny.bAw', proven: true },
  'mirror-mode-without-mirror': {
    invariant: 'INV-157',
    token: 'zp1.kernelcore.tiny-unmirrored.mEw',
    proven: true,
  },
  'mirror-request-falls-back': { invariant: 'INV-2', token: 'zp1.nonmirror.tiny.gAEPAADMfQ', proven: true },
  'movable-node-counted-twice': {
    invariant: 'INV-148',
    token: 'zp1.kernelcore.tiny-movable-node.iLA',
    proven: true,
  },
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
  'neighbour-keeps-area': {
    invariant: 'INV-3',
    token: 'zp1.kernelcore.small-atomic.EgABABIAAQB6Mg',
    proven: true,
  },
  'nested-free-not-counted': {
    invariant: 'INV-118',
    token: 'zp1.kernelcore.tiny.AAAAAAAAAAAAAAAAIAAAAAEEAAECAAEFAAEFAHr7',
    proven: false,
  },
  'never-defers': {
    invariant: 'INV-177',
    token:
      'zp1.kernelcore.tiny-zone-cma.gAEAAABgAAAAAAEAAEABAABAAQAAYAEAAAABAABAAQAAIAEAAEABAABAAQAAIAEAAAAJAAASAQEAFQkXCWAXAAAfAw',
    proven: false,
  },
  'no-last-resort-without-list': {
    invariant: 'INV-3',
    token: 'zp1.kernelcore.tiny.AAAAAAEBAIABAAAAauk',
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
  'path-takes-nothing': {
    invariant: 'INV-102',
    token: 'zp1.kernelcore.tiny-misaligned.Hw2AAgEAHw0AAQDJoA',
    proven: true,
  },
  'pin-moves-into-cma': {
    invariant: 'INV-139',
    token: 'zp1.kernelcore.tiny.AAAAAAABAAAABQAAAQEAIgND_w',
    proven: false,
  },
  'pin-stays-in-movable': { invariant: 'INV-163', token: 'zp1.kernelcore.tiny.AAEAACIBsrI', proven: true },
  'pool-before-memory': {
    invariant: 'INV-206',
    token: 'zp1.kernelcore.tiny-misaligned.AAAAAB8MAQAfCwBFWw',
    proven: false,
  },
  'pool-is-evictable': {
    invariant: 'INV-171',
    token: 'zp1.kernelcore.tiny.AAkAAA0CHwwCAGAAAADH_g',
    proven: false,
  },
  'private-lists-mixed': {
    invariant: 'INV-118',
    token: 'zp1.kernelcore.tiny-numa.AAQAAAEBAAAAAABO8A',
    proven: false,
  },
  'promised-twice': { invariant: 'INV-145', token: 'zp1.kernelcore.tiny.EgABAHjT', proven: true },
  'quota-below-zero': {
    invariant: 'INV-156',
    token: 'zp1.kernelcore.tiny-numa.gAEBAACAAQEAAGQBAEaP',
    proven: false,
  },
  'raced-free-keeps-block': {
    invariant: 'INV-3',
    token: 'zp1.kernelcore.tiny.AAEAAAEBAAUCv-E',
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
  'reclaims-before-bringing-in': { invariant: 'INV-4', token: 'zp1.kernelcore.small.DQJo4A', proven: true },
  'release-leaves-tail': {
    invariant: 'INV-3',
    token: 'zp1.none.tiny-marks.Hw0FAQAfDgEfDQUiAIOz',
    proven: true,
  },
  'remove-of-online-block': {
    invariant: 'INV-191',
    token: 'zp1.kernelcore.tiny-misaligned.HQBbAg',
    proven: true,
  },
  'removes-what-was-added-at-once': {
    invariant: 'INV-3',
    token: 'zp1.kernelcore.tiny-marks.BQEdAWjP',
    proven: true,
  },
  'replace-does-nothing': { invariant: 'INV-5', token: 'zp1.kernelcore.tiny.BwIeAC4X', proven: true },
  'replaces-pinned': { invariant: 'INV-5', token: 'zp1.kernelcore.tiny.AAAAABcBHgGQCw', proven: false },
  'reserve-above-free': {
    invariant: 'INV-128',
    token: 'zp1.kernelcore.tiny-atomic.AAAAAEAAAABgAAAAgAEAAADAAQIAAAwBAaABAAAADAMBAAAAAAaY',
    proven: false,
  },
  'reserve-counts-free': { invariant: 'INV-154', token: 'zp1.reserve.tiny.Sn0', proven: true },
  'reserve-falls-back': { invariant: 'INV-2', token: 'zp1.reserve.tiny.ABsAAIABGwAAouU', proven: true },
  'reserve-kept-for-ever': {
    invariant: 'INV-133',
    token: 'zp1.kernelcore.tiny-atomic.wAECAAABAQAAAAAAJZM',
    proven: false,
  },
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
  'stops-at-other-kind': {
    invariant: 'INV-3',
    token: 'zp1.none.tiny-marks.Hw0FAQAfDQUBAB8OAR8NBgIACxA',
    proven: true,
  },
  'subtracts-whole-reserve': {
    invariant: 'INV-3',
    token: 'zp1.kernelcore.tiny-atomic.wAECAAABAQAgAgAAAAAAAJJg',
    proven: false,
  },
  'taken-but-busy': {
    invariant: 'INV-145',
    token: 'zp1.kernelcore.tiny-zone-cma.AAEAAAABAAAAAQAAHwECAwUEEgABADC1',
    proven: false,
  },
  'unmoved-counts-as-in-place': {
    invariant: 'INV-163',
    token: 'zp1.kernelcore.tiny-zone-cma.AAEAAAIBIgLoFw',
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
