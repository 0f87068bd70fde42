import type { Fault } from '../fault.ts';
import type { UnplantedBug } from '../historicBug.ts';
import { freesUnderItsLock } from './freesUnderItsLock.ts';
import { kindReadAfterPut } from './kindReadAfterPut.ts';
import { lastPutFreesFirstPage } from './lastPutFreesFirstPage.ts';
import { sharesBootLists } from './sharesBootLists.ts';
import { summaryLagsBehind } from './summaryLagsBehind.ts';
import { undoSkipped } from './undoSkipped.ts';

export const faults: readonly Fault[] = [
  undoSkipped,
  kindReadAfterPut,
  freesUnderItsLock,
  lastPutFreesFirstPage,
  sharesBootLists,
  summaryLagsBehind,
];

export const unplanted: readonly UnplantedBug[] = [
  {
    id: 'B62',
    area: 'concurrency',
    system: 'a vendor tree of Linux 3.x for Snapdragon (commit not confirmed)',
    story:
      'The system stood still when CMA memory was freed by a shrinker. A contiguous allocation holds the mutex of its area while it moves pages away; moving needs memory and starts reclaim, reclaim calls the shrinker of a driver, and the driver gives a CMA buffer back, for which the same mutex is taken.',
    source: 'Laura Abbott, "cma: Remove potential deadlock situation"',
    reason:
      'The circle closes through code of a driver that reclaim calls while a contiguous allocation waits for it. Behind this contract moving pages away does not start reclaim, reclaim drops user memory and calls no shrinker, and a CMA range is given back by its holder in an operation of its own, when no other is under way and no lock is held.',
  },
];
