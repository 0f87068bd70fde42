import { OPERATION, OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import type { Draft } from './draft.ts';
import { drawDeflate, drawInflate } from './drawBalloon.ts';
import { drawReleaseRange, drawReserveRange } from './drawBoot.ts';

import { drawCmaAllocate, drawCmaRelease } from './drawCma.ts';
import { drawCompact } from './drawCompact.ts';
import { drawPoison, drawPoisonOf, drawUnpoison } from './drawErrors.ts';
import { drawCollapse, drawSplit, drawUnmapPart } from './drawHugePages.ts';
import { drawInject } from './drawInject.ts';
import { drawIsolate, drawUnisolate } from './drawIsolation.ts';
import { drawMlock, drawMunlock } from './drawLocks.ts';
import { drawMigrate } from './drawMigrate.ts';
import { drawBreakMirror, drawExpandMirror, drawUpgrade } from './drawMirror.ts';
import { drawPin, drawUnpin } from './drawPins.ts';
import { drawAdd, drawRemove } from './drawPlug.ts';
import { drawPoolEmpty, drawPoolGet, drawPoolPut } from './drawPool.ts';
import { drawKswapd, drawSetWatermarks } from './drawPressure.ts';
import { drawContigAllocate, drawContigFree } from './drawRanges.ts';
import { drawDrain, drawReclaim } from './drawReclaim.ts';
import { drawGetRef, drawPutRef } from './drawReferences.ts';
import { drawReplace } from './drawReplace.ts';
import { drawRetries } from './drawRetries.ts';
import { drawBeginOffline, drawCommit, drawRollback, drawStep } from './drawSteps.ts';

/** Writes operations of one kind, usually one; false, and nothing written, if there is nothing to ask now. */
export type Drawer = (draft: Draft) => boolean;

/** An operation beside allocate, free and hotplug: who writes it, and how often. */
export interface Drawn {
  readonly kind: OperationKind;
  readonly draw: Drawer;
  /** Draws of 256 that it gets on average among usual operations; or its share among the rare ones. */
  readonly weight: number;
}

/** Cheap to check, so drawn between allocations and frees. */
export const USUAL: readonly Drawn[] = [
  { kind: 'pin', draw: drawPin, weight: 12 },
  { kind: 'unpin', draw: drawUnpin, weight: 9 },
  { kind: 'reclaim', draw: drawReclaim, weight: 1 },
  { kind: 'poison', draw: drawPoison, weight: 1 },
  { kind: 'poisonOf', draw: drawPoisonOf, weight: 1 },
  { kind: 'unpoison', draw: drawUnpoison, weight: 1 },
  { kind: 'step', draw: drawStep, weight: 8 },
  { kind: 'commit', draw: drawCommit, weight: 2 },
  { kind: 'rollback', draw: drawRollback, weight: 2 },
  { kind: 'drain', draw: drawDrain, weight: 1 },
  { kind: 'poolGet', draw: drawPoolGet, weight: 2 },
  { kind: 'poolPut', draw: drawPoolPut, weight: 2 },
  { kind: 'mlock', draw: drawMlock, weight: 2 },
  { kind: 'munlock', draw: drawMunlock, weight: 2 },
  { kind: 'getRef', draw: drawGetRef, weight: 3 },
  { kind: 'putRef', draw: drawPutRef, weight: 4 },
  { kind: 'migrate', draw: drawMigrate, weight: 2 },
  { kind: 'unmapPart', draw: drawUnmapPart, weight: 2 },
  { kind: 'split', draw: drawSplit, weight: 3 },
  { kind: 'collapse', draw: drawCollapse, weight: 3 },
];

/** Dear to check, or wearing memory out: one of them every `rarePeriod` operations. */
export const RARE: readonly Drawn[] = [
  { kind: 'reserveRange', draw: drawReserveRange, weight: 8 },
  { kind: 'releaseRange', draw: drawReleaseRange, weight: 4 },
  { kind: 'remove', draw: drawRemove, weight: 3 },
  { kind: 'add', draw: drawAdd, weight: 3 },
  { kind: 'setWatermarks', draw: drawSetWatermarks, weight: 3 },
  { kind: 'kswapd', draw: drawKswapd, weight: 4 },
  { kind: 'isolate', draw: drawIsolate, weight: 2 },
  { kind: 'unisolate', draw: drawUnisolate, weight: 2 },
  { kind: 'setRetries', draw: drawRetries, weight: 4 },
  { kind: 'contigAllocate', draw: drawContigAllocate, weight: 3 },
  { kind: 'contigFree', draw: drawContigFree, weight: 2 },
  { kind: 'inject', draw: drawInject, weight: 8 },
  { kind: 'beginOffline', draw: drawBeginOffline, weight: 4 },
  { kind: 'poolEmpty', draw: drawPoolEmpty, weight: 1 },
  { kind: 'cmaAllocate', draw: drawCmaAllocate, weight: 3 },
  { kind: 'cmaRelease', draw: drawCmaRelease, weight: 2 },
  { kind: 'breakMirror', draw: drawBreakMirror, weight: 4 },
  { kind: 'expandMirror', draw: drawExpandMirror, weight: 1 },
  { kind: 'inflate', draw: drawInflate, weight: 4 },
  { kind: 'deflate', draw: drawDeflate, weight: 6 },
  { kind: 'upgrade', draw: drawUpgrade, weight: 3 },
  { kind: 'replace', draw: drawReplace, weight: 3 },
  { kind: 'compact', draw: drawCompact, weight: 9 },
];

const drawers = new Array<Drawer | undefined>(OPERATION_KINDS.length).fill(undefined);
for (const { kind, draw } of [...USUAL, ...RARE]) drawers[OPERATION[kind]] = draw;

/** By number of the operation kind. */
export const DRAWERS: readonly (Drawer | undefined)[] = drawers;
