import { DESIGNS } from '../../spec/designs/index.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { inAllOrders } from './inAllOrders.ts';
import { shortestOf } from './shortestOf.ts';
import type { Trials } from './trials.ts';
import { sortsIn, vocabularyOf } from './vocabulary.ts';

/** Tries of the search in which whole zones are taken. */
const MOST_OF_ALL = 12_000;
/** Tries of each of those in which one half of a pageblock is taken and given back, of all of them, and the operations of one. */
const MOST_OF_EACH = 1500;
const MOST_OF_HALVES = 12_000;
const FEW = 4;

const GIVE_BACK = Int32Array.of(OPERATION.contigFree, 0, 0, 0);

/**
 * Looks for something shorter with contiguous ranges, which are asked for by their place. One range fills a zone that took many requests
 * to fill; and memory that a history had to bring to a place, and free there beside its buddy, is simply taken there.
 *
 * @param longest no more operations than these
 * @returns something shorter that shows the trouble, or null
 */
export function inRanges(
  scenario: Scenario,
  trials: Trials,
  longest = operationCount(scenario.operations) - 1,
): OperationWords | null {
  const { operations, layout, design } = scenario;
  const { kinds } = trials.search;
  if (!kinds.includes('contigAllocate') || !kinds.includes('contigFree')) return null;
  const own = sortsIn(operations);
  if (own.every(([kind]) => kind !== OPERATION.allocate)) return null;
  const map = memoryMapOf(layout, DESIGNS[design]);
  const full = vocabularyOf(
    [],
    layout,
    Int32Array.from([...own, ...wholeRanges(map)].flatMap((sort) => [...sort])),
  );
  const last = inAllOrders(own.at(-1)!, layout.geometry.maxOrder); // There is an operation.
  const halves = upperHalves(map).map((half) => [...last, half, GIVE_BACK]);
  return (
    shortestOf(scenario, [full], trials, { longest, most: MOST_OF_ALL }) ??
    shortestOf(scenario, halves, trials.atMost(MOST_OF_HALVES), {
      longest: Math.min(longest, FEW),
      most: MOST_OF_EACH,
    })
  );
}

/** All memory that requests can have, in as few ranges as can be taken. */
const wholeRanges = ({ runs }: MemoryMap): Int32Array[] =>
  runs
    .filter(({ state, cma }) => state === 'available' && !cma)
    .map(({ start, end }) => range(start, end - start));

/** Of each pageblock. */
function upperHalves({ frameCount, layout }: MemoryMap): Int32Array[] {
  const half = 2 ** (layout.geometry.pageblockOrder - 1);
  if (half < 1) return [];
  return Array.from({ length: Math.floor(frameCount / (2 * half)) }, (_, pageblock) =>
    range((2 * pageblock + 1) * half, half),
  );
}

const range = (pfn: number, pages: number): Int32Array =>
  Int32Array.of(OPERATION.contigAllocate, pfn, pages, 0);
