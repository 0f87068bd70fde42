import * as accounting from './accounting/index.ts';
import { atomicReclaims } from './atomicReclaims.ts';
import { balloonKeepsManaged } from './balloonKeepsManaged.ts';
import * as boot from './boot/index.ts';
import { bootIgnoresMirror } from './bootIgnoresMirror.ts';
import { borrowsBeforeClaiming } from './borrowsBeforeClaiming.ts';
import { breakNotNoticed } from './breakNotNoticed.ts';
import { cancelNotTold } from './cancelNotTold.ts';
import { claimsWithoutBoost } from './claimsWithoutBoost.ts';
import { clearsFirstPageOnly } from './clearsFirstPageOnly.ts';
import * as cma from './cma/index.ts';
import { cmaReleasesTwice } from './cmaReleasesTwice.ts';
import { commitKeepsManaged } from './commitKeepsManaged.ts';
import { compactionClaimsBlock } from './compactionClaimsBlock.ts';
import * as concurrency from './concurrency/index.ts';
import type { Fault } from './fault.ts';
import { freeIgnoresReferences } from './freeIgnoresReferences.ts';
import type { UnplantedBug } from './historicBug.ts';
import { hoardsPages } from './hoardsPages.ts';
import * as huge from './huge/index.ts';
import { isolatesTwice } from './isolatesTwice.ts';
import { kernelFallsBackToMovable } from './kernelFallsBackToMovable.ts';
import { killForCostly } from './killForCostly.ts';
import { kswapdCountsCma } from './kswapdCountsCma.ts';
import { marksStayBehind } from './marksStayBehind.ts';
import * as mirror from './mirror/index.ts';
import { mirrorRequestFallsBack } from './mirrorRequestFallsBack.ts';
import * as movable from './movable/index.ts';
import { moveForgetsLock } from './moveForgetsLock.ts';
import { moveIgnoresReferences } from './moveIgnoresReferences.ts';
import { neverDefers } from './neverDefers.ts';
import { nofailFails } from './nofailFails.ts';
import { offlineForgetsPrivateLists } from './offlineForgetsPrivateLists.ts';
import { oneRoundTooMany } from './oneRoundTooMany.ts';
import * as orders from './orders/index.ts';
import * as percpu from './percpu/index.ts';
import * as poison from './poison/index.ts';
import * as policy from './policy/index.ts';
import { poolBeforeMemory } from './poolBeforeMemory.ts';
import { rangeLeavesPages } from './rangeLeavesPages.ts';
import { realErrorTakenBack } from './realErrorTakenBack.ts';
import { reclaimDoesNotHelp } from './reclaimDoesNotHelp.ts';
import { reclaimRecurses } from './reclaimRecurses.ts';
import { removeOfOnlineBlock } from './removeOfOnlineBlock.ts';
import { replaceDoesNothing } from './replaceDoesNothing.ts';
import { replacesPinned } from './replacesPinned.ts';
import { reserveCountsFree } from './reserveCountsFree.ts';
import { reserveFallsBack } from './reserveFallsBack.ts';
import { reserveKeptForEver } from './reserveKeptForEver.ts';
import { scannersPass } from './scannersPass.ts';
import { splitIgnoresReferences } from './splitIgnoresReferences.ts';
import { upgradeForAnyone } from './upgradeForAnyone.ts';
import { upgradeLeavesPages } from './upgradeLeavesPages.ts';

export { type Fault, isRightRule } from './fault.ts';
export { AREAS, type Area, type HistoricBug, type UnplantedBug } from './historicBug.ts';

/** The museum: real bugs, area by area. */
const HISTORIC = [movable, cma, percpu, accounting, mirror, boot, poison, orders, huge, concurrency, policy];

/** The broken allocators that test the suite, by name. */
export const FAULTS: Readonly<Record<string, Fault>> = Object.fromEntries(
  [
    kernelFallsBackToMovable,
    mirrorRequestFallsBack,
    offlineForgetsPrivateLists,
    removeOfOnlineBlock,
    cancelNotTold,
    realErrorTakenBack,
    bootIgnoresMirror,
    moveForgetsLock,
    freeIgnoresReferences,
    moveIgnoresReferences,
    clearsFirstPageOnly,
    splitIgnoresReferences,
    balloonKeepsManaged,
    isolatesTwice,
    rangeLeavesPages,
    cmaReleasesTwice,
    borrowsBeforeClaiming,
    claimsWithoutBoost,
    kswapdCountsCma,
    marksStayBehind,
    hoardsPages,
    atomicReclaims,
    killForCostly,
    nofailFails,
    oneRoundTooMany,
    poolBeforeMemory,
    reclaimDoesNotHelp,
    reclaimRecurses,
    breakNotNoticed,
    reserveCountsFree,
    reserveFallsBack,
    upgradeLeavesPages,
    upgradeForAnyone,
    replacesPinned,
    scannersPass,
    compactionClaimsBlock,
    neverDefers,
    replaceDoesNothing,
    reserveKeptForEver,
    commitKeepsManaged,
    ...HISTORIC.flatMap(({ faults }) => faults),
  ].map((fault) => [fault.name, fault]),
);

/** Real bugs that cannot be planted, each with the reason. */
export const UNPLANTED: readonly UnplantedBug[] = HISTORIC.flatMap(({ unplanted }) => unplanted);
