/** A situation a good campaign must have met: "sometimes" beside the invariants' "always". */
export interface Witness {
  /** As campaigns and requirements name it. */
  readonly name: string;
  /** What was met, in one sentence. */
  readonly meaning: string;
  /** The machine must have this, or the witness cannot be met there. */
  readonly needs: readonly WitnessNeed[];
}

/** What a machine, a design or a target must have before a witness can be met. */
export type WitnessNeed =
  | 'highatomic'
  | 'mirror'
  | 'movable'
  | 'cma'
  | 'cmaZone'
  | 'hotplug'
  | 'critical'
  | 'numa'
  | 'watermarks'
  | 'mobility'
  | 'cache'
  | 'reserve'
  | 'mirrorType'
  | 'expansion'
  | 'boost'
  | 'clearing';

const witness = <Name extends string>(name: Name, meaning: string, ...needs: readonly WitnessNeed[]) => ({
  name,
  meaning,
  needs,
});

/** In the order of their number; new ones go to the end. */
export const WITNESSES = [
  witness('served-cached', 'a request was served from a private list', 'cache'),
  witness('refilled', 'a private list was refilled from the buddy lists', 'cache'),
  witness('cached-on-free', 'a freed block stayed on a private list', 'cache'),
  witness('drained', 'a private list gave blocks back', 'cache'),
  witness('largest-block', 'a block of the largest order was granted'),
  witness('below-low', 'a grant was made below the low mark, at the min mark', 'watermarks'),
  witness('reserve-used', 'a request with special rights went below the min mark', 'watermarks'),
  witness('refused-at-mark', 'a request was refused although free pages were left', 'watermarks'),
  witness('refused-fragmented', 'a request was refused because no block was large enough'),
  witness(
    'kernel-refused-movable-free',
    'a kernel request was refused while ZONE_MOVABLE had free memory',
    'movable',
  ),
  witness('user-refused-kernel-free', 'a user request was refused while a kernel zone had free memory'),
  witness('user-in-mirror', 'a user page fell back into a mirrored zone', 'mirror', 'movable'),
  witness('lower-zone', 'a request was served from a lower zone than its first'),
  witness('other-node', 'a request was served from another node than its first', 'numa'),
  witness('this-node-refused', 'a request bound to its node was refused', 'numa'),
  witness('claimed-whole', 'a whole pageblock was claimed by another type', 'mobility'),
  witness('claimed-part', 'a pageblock was claimed because half of it was free or alike', 'mobility'),
  witness('stolen', 'a block was borrowed from a pageblock that kept its type', 'mobility'),
  witness('cma-first', 'CMA served because it was more than half of the free memory', 'cma', 'mobility'),
  witness('cma-last', 'CMA served because the own lists had nothing', 'cma', 'mobility'),
  witness('pin-moved-from-movable', 'a long-term pin moved a page out of ZONE_MOVABLE', 'movable'),
  witness('pin-moved-from-cma', 'a long-term pin moved a page out of CMA', 'cma'),
  witness('pin-in-place', 'a long-term pin found its page in a good place'),
  witness('pin-refused', 'a long-term pin was refused', 'movable'),
  witness('pin-short', 'a short-term pin was taken'),
  witness('unpinned', 'the last pin of a page was released'),
  witness('reclaimed', 'reclaim dropped an allocation'),
  witness('reclaim-dry', 'reclaim found nothing more to drop'),
  witness('offlined-empty', 'a memory block went offline with nothing to move', 'hotplug'),
  witness('offlined-moved', 'a memory block went offline after its pages moved away', 'hotplug'),
  witness(
    'offline-refused',
    'a memory block refused to go offline because of a page that must stay',
    'hotplug',
  ),
  witness('offline-rolled-back', 'offlining was given up, since a page found no new place', 'hotplug'),
  witness('onlined-kernel', 'a memory block went online into a kernel zone', 'hotplug'),
  witness('onlined-movable', 'a memory block went online into ZONE_MOVABLE', 'hotplug'),
  witness('online-refused-poison', 'a memory block with a poisoned page refused to go online', 'hotplug'),
  witness('poisoned-free', 'a free page was poisoned'),
  witness('poisoned-cached', 'a page on a private list was poisoned', 'cache'),
  witness('poisoned-used', 'a page in use was poisoned and its content lost'),
  witness('poisoned-kernel', 'a page that must stay was poisoned and kept its mark'),
  witness('poison-freed', 'a block with a marked page was freed'),
  witness('poison-corrected', 'an error on a mirrored frame was corrected', 'mirror'),
  witness('critical-granted', 'a mandatory mirrored request was granted', 'critical'),
  witness('critical-refused', 'a mandatory mirrored request was refused for lack of memory', 'critical'),
  witness('privilege-refused', 'a mandatory mirrored request without privilege was refused', 'critical'),
  witness('added', 'a memory block was plugged in again', 'hotplug'),
  witness('removed', 'an offline memory block was pulled out', 'hotplug'),
  witness('removed-poisoned', 'a memory block was pulled out with a poisoned page in it', 'hotplug'),
  witness('remove-refused', 'a memory block in service refused to be pulled out', 'hotplug'),
  witness('locked', 'an allocation was locked into memory'),
  witness('unlocked', 'a lock of an allocation was taken away'),
  witness('referenced', 'an extra reference was taken'),
  witness('orphaned', 'an owner freed what somebody else still references'),
  witness('orphan-freed', 'the last reference freed what its owner had freed before'),
  witness('migrated', 'an allocation was moved on request'),
  witness('migrate-refused', 'a move was refused because of something that must stay'),
  witness('zeroed', 'a cleared block was granted', 'clearing'),
  witness('part-unmapped', 'half of a block was unmapped, and it waits to be split'),
  witness('split', 'a block was split into two allocations'),
  witness('split-freed', 'a block was split, and its unmapped half was free at once'),
  witness('split-refused', 'a block that somebody holds refused to be split'),
  witness('collapsed', 'two allocations became one'),
  witness('collapse-refused', 'two allocations could not become one'),
  witness('lent', 'a page was lent to a hypervisor'),
  witness('returned', 'a lent page came back'),
  witness('isolated-for-caller', 'a pageblock was withheld for a caller'),
  witness('isolate-refused', 'a pageblock was not withheld because of a page that must stay'),
  witness('retry-reclaimed', 'a round of a request dropped user memory'),
  witness('retry-killed', 'a process was killed for a request'),
  witness('retry-gave-up', 'a request gave up after its rounds'),
  witness('retry-would-wait', 'a request that does not fail would have waited for ever'),
  witness('retry-reserve', 'the reserve was opened for a request that may not fail'),
  witness('retry-saved', 'a request was served in a round of its slow path'),
  witness('range-taken', 'a contiguous range was taken that held nothing'),
  witness('range-emptied', 'a contiguous range was taken after what was in it moved away'),
  witness('range-refused', 'a contiguous range was refused because of a page that must stay'),
  witness('range-without-room', 'a contiguous range was given up, since a page in it found no new place'),
  witness('offline-vetoed', 'somebody objected to an offlining, and the block stayed', 'hotplug'),
  witness('offline-interrupted', 'a signal ended an offlining, and the block stayed', 'hotplug'),
  witness('offline-retried', 'a page that could not move for a moment was tried again', 'hotplug'),
  witness('offline-rolled-back-moved', 'offlining was given up after pages had moved away', 'hotplug'),
  witness('online-vetoed', 'somebody objected to an onlining, and the block stayed offline', 'hotplug'),
  witness('reserve-served', 'a request with a right to the mirror reserve was served from it', 'reserve'),
  witness('reserve-empty', 'a request with a right to the mirror reserve found it exhausted', 'reserve'),
  witness(
    'refused-reserve-free',
    'a request without a right to the mirror reserve was refused while the reserve had memory',
    'reserve',
  ),
  witness('mirror-type-first', 'a kernel request took from a pageblock of the mirror first', 'mirrorType'),
  witness(
    'mirror-type-empty',
    'a kernel request took unmirrored memory, since no pageblock of the mirror had a block',
    'mirrorType',
  ),
  witness(
    'mirror-type-last',
    'a user request took from a pageblock of the mirror, since no other had a block',
    'mirrorType',
  ),
  witness('pool-kept', 'an element stayed in the pool'),
  witness('pool-saved', 'an element that the pool kept met a request that memory could not'),
  witness('pool-empty', 'the pool had nothing left to give'),
  witness('area-given', 'frames of a CMA area were given out', 'cma'),
  witness('area-skipped-busy', 'a CMA request passed over a place because of a page that must stay', 'cma'),
  witness('area-exhausted', 'a CMA area had no place left', 'cma'),
  witness('area-release-refused', 'something that no CMA area gave out was not taken back', 'cma'),
  witness('mirror-broke', 'the mirror of a memory block broke while it was in service', 'mirror'),
  witness('mirror-grew', 'unmirrored frames in service were given a second copy', 'expansion'),
  witness('expansion-refused', 'the mirror was asked to grow where the design does not know how'),
  witness(
    'boosted',
    'a claim of a part of a pageblock raised the marks of its zone',
    'mobility',
    'watermarks',
    'boost',
  ),
  witness('boost-worn-off', 'kswapd took a watermark boost away', 'mobility', 'watermarks', 'boost'),
  witness('kswapd-dropped', 'kswapd dropped pages to balance a zone', 'watermarks'),
  witness('kswapd-idle', 'kswapd found every zone balanced, or nothing to drop', 'watermarks'),
  witness('unpoisoned-retired', 'an injected error was taken back, and the page came into circulation again'),
  witness('unpoisoned-used', 'an injected error was taken back from a page in use'),
  witness('unpoison-refused', 'no error was taken back any more after a real one'),
  witness('upgraded', 'a process became mirrored, with everything it maps', 'critical'),
  witness('upgrade-busy', 'a process stayed unmirrored because of a page that must stay', 'critical'),
  witness('upgrade-no-room', 'a process stayed unmirrored for want of mirrored memory', 'critical'),
  witness('upgrade-not-permitted', 'a process asked to be mirrored without the right to it'),
  witness('offline-stepped', 'a step of an offlining moved an allocation', 'hotplug'),
  witness('offlined-in-steps', 'a memory block went offline in steps', 'hotplug'),
  witness('offline-steps-undone', 'an offlining in steps was taken back', 'hotplug'),
  witness(
    'highatomic-reserved',
    'a pageblock was reserved for high-order atomic requests',
    'highatomic',
    'mobility',
  ),
  witness(
    'highatomic-served',
    'a high-order atomic request was served from what is reserved for it',
    'highatomic',
    'mobility',
  ),
  witness(
    'highatomic-lent',
    'a request that cannot wait was lent a page of the reserve',
    'highatomic',
    'mobility',
  ),
  witness(
    'highatomic-unreserved',
    'a reserved pageblock was given to a request about to fail',
    'highatomic',
    'mobility',
  ),
  witness('replaced', 'the memory behind a block with a marked page was exchanged', 'hotplug'),
  witness('replace-refused', 'the memory behind a block stayed because a device may write it', 'hotplug'),
  witness('compact-made-block', 'compaction moved pages together and made a block'),
  witness('compact-found-none', 'the scanners of compaction met, and there was no block'),
  witness('compact-deferred', 'compaction was put off, since it had found nothing before'),
  witness('compact-skipped', 'too little was free for compaction', 'watermarks'),
  witness('retry-compacted', 'pages were moved together for a request, and it was served'),
  witness('cma-zone-served', 'ZONE_MOVABLE served a request out of a CMA area', 'cmaZone', 'mobility'),
  witness(
    'cma-zone-closed',
    'a request that may not use ZONE_MOVABLE was refused while a CMA area there had memory',
    'cmaZone',
  ),
  witness(
    'range-retried',
    'a page in the way of a range, which could not move for a moment, was tried again',
  ),
  witness(
    'range-interrupted',
    'a signal ended the taking of a range after pages had moved, and nobody has it',
  ),
] as const satisfies readonly Witness[];

/** Name of one of {@link WITNESSES}. */
export type WitnessName = (typeof WITNESSES)[number]['name'];

/** Number of a witness: its place in {@link WITNESSES}. */
export const WITNESS = Object.fromEntries(WITNESSES.map(({ name }, number) => [name, number])) as Readonly<
  Record<WitnessName, number>
>; // One entry a name.
