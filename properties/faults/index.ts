import { atomicReclaims } from './atomicReclaims.ts';
import { balloonKeepsManaged } from './balloonKeepsManaged.ts';
import { bootIgnoresMirror } from './bootIgnoresMirror.ts';
import { borrowsBeforeClaiming } from './borrowsBeforeClaiming.ts';
import { breakNotNoticed } from './breakNotNoticed.ts';
import { cancelNotTold } from './cancelNotTold.ts';
import { claimsWithoutBoost } from './claimsWithoutBoost.ts';
import { clearsFirstPageOnly } from './clearsFirstPageOnly.ts';
import { cmaReleasesTwice } from './cmaReleasesTwice.ts';
import { commitKeepsManaged } from './commitKeepsManaged.ts';
import { compactionClaimsBlock } from './compactionClaimsBlock.ts';
import type { Fault } from './fault.ts';
import { freeIgnoresReferences } from './freeIgnoresReferences.ts';
import { hoardsPages } from './hoardsPages.ts';
import { isolatesTwice } from './isolatesTwice.ts';
import { kernelFallsBackToMovable } from './kernelFallsBackToMovable.ts';
import { killForCostly } from './killForCostly.ts';
import { kswapdCountsCma } from './kswapdCountsCma.ts';
import { marksStayBehind } from './marksStayBehind.ts';
import { mergeAcrossZones } from './mergeAcrossZones.ts';
import { mirrorRequestFallsBack } from './mirrorRequestFallsBack.ts';
import { moveForgetsLock } from './moveForgetsLock.ts';
import { moveIgnoresReferences } from './moveIgnoresReferences.ts';
import { neverDefers } from './neverDefers.ts';
import { nofailFails } from './nofailFails.ts';
import { offlineForgetsPrivateLists } from './offlineForgetsPrivateLists.ts';
import { oneRoundTooMany } from './oneRoundTooMany.ts';
import { pinStaysInMovable } from './pinStaysInMovable.ts';
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

/** The broken allocators that test the suite, by name. */
export const FAULTS: Readonly<Record<string, Fault>> = Object.fromEntries(
  [
    kernelFallsBackToMovable,
    mirrorRequestFallsBack,
    mergeAcrossZones,
    pinStaysInMovable,
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
  ].map((fault) => [fault.name, fault]),
);
