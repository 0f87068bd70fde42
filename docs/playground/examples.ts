/** A run to begin with. Tests hold that each shows what it says. */
export interface Example {
  readonly title: string;
  /** Token of the scenario: see `zoneproof replay`. */
  readonly token: string;
  /** A seeded fault; null for the sound allocator. */
  readonly fault: string | null;
  /** The rule that it breaks; null if none is broken. */
  readonly breaks: string | null;
}

/** The first is what the page opens with. */
export const EXAMPLES: readonly Example[] = [
  {
    title: 'a sound run: pins, a memory error, and a block that goes offline',
    token: 'zp1.kernelcore.tiny.pAhbeHbBW7XjoTvZzw',
    fault: null,
    breaks: null,
  },
  {
    title: 'a device pins a page for long where memory must stay movable',
    token: 'zp1.kernelcore.tiny.kG-AyaI',
    fault: 'pin-stays-in-movable',
    breaks: 'INV-163',
  },
  {
    title: 'a kernel request is served from ZONE_MOVABLE',
    token: 'zp1.kernelcore.tiny.shYL',
    fault: 'kernel-falls-back-to-movable',
    breaks: 'INV-1',
  },
  {
    title: 'offlining overlooks a private list, and a page goes where nothing may',
    token: 'zp1.kernelcore.tiny.kDXa1ChZIg',
    fault: 'offline-forgets-private-lists',
    breaks: 'INV-134',
  },
  {
    title: 'a CMA range is counted twice when it is given back',
    token: 'zp1.kernelcore.tiny.-NG6a74',
    fault: 'cma-releases-twice',
    breaks: 'INV-145',
  },
  {
    title: 'locked memory moves, its lock does not, and reclaim drops it',
    token: 'zp1.kernelcore.tiny.rB8O82GI9_lasZnRlCJ4',
    fault: 'move-forgets-lock',
    breaks: 'INV-171',
  },
  {
    title: 'a memory error is taken back after a real one was reported',
    token: 'zp1.kernelcore.tiny.8Pgz14BY-Q',
    fault: 'real-error-taken-back',
    breaks: 'INV-194',
  },
];
