import { DESIGNS } from '../../spec/designs/index.ts';
import type { FrameRun } from '../../spec/layout/memoryMap.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import { compactGap } from '../../spec/zones/compaction.ts';
import { nodeOf, zoneIndexOf } from '../../spec/zones/zone.ts';
import { REQUEST_CLASS, valueIn } from '../scenario/fields.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { shortestOf } from './shortestOf.ts';
import type { Trials } from './trials.ts';

/** Blocks of one order in a zone: each takes an operation to break. */
const FEW_BLOCKS = 5;

/** Tries of one search: what takes more operations than these reach is not short. */
const MOST = 3000;

/** Pages that stay, that move within kernel zones, and that move anywhere. */
const PAGES: readonly Int32Array[] = ['kernel', 'buffer', 'user'].map((name) =>
  Int32Array.of(OPERATION.allocate, requestClassNumber(name) << 8, 0, 0),
);

/**
 * Looks for something shorter in which compaction finds its zone in pieces, where the scenario may have it compacted. A page that left
 * circulation in each block does that with one operation a block, and cannot move; histories that come to the same are long, and no
 * two of them are alike.
 *
 * @param longest no more operations than these
 */
export function inPieces(
  scenario: Scenario,
  trials: Trials,
  longest = operationCount(scenario.operations) - 1,
): OperationWords | null {
  const { kinds } = trials.search;
  if (!mayCompact(scenario) || !kinds.includes('poison') || !kinds.includes('compact')) return null;
  const zones = zonesInPieces(scenario);
  const withPages = zones.map((sorts) => [...PAGES, ...sorts]);
  const reach = { longest, most: MOST };
  return shortestOf(scenario, zones, trials, reach) ?? shortestOf(scenario, withPages, trials, reach);
}

/** It asks for compaction, or requests may make rounds. */
const mayCompact = ({ operations }: Scenario): boolean =>
  Array.from({ length: operationCount(operations) }).some((_, index) => {
    const at = index * OPERATION_WORDS;
    const kind = operations[at]!;
    if (kind === OPERATION.allocate) return NOFAIL[valueIn(operations, at, REQUEST_CLASS)];
    return COMPACTING.includes(kind);
  });

const NOFAIL: readonly boolean[] = REQUEST_CLASSES.map(({ gfp }) => (gfp & GFP.NOFAIL) !== 0);

const COMPACTING: readonly number[] = [OPERATION.compact, OPERATION.setRetries];

/** For each zone and order of which there are few blocks: what breaks each of them, and compaction that seeks such a block. */
function zonesInPieces({ layout, design }: Scenario): Int32Array[][] {
  const { runs, zones } = memoryMapOf(layout, DESIGNS[design]);
  const orders = Array.from({ length: layout.geometry.maxOrder + 1 }, (_, order) => order);
  return zones.flatMap(({ managed }, zone) =>
    orders
      .filter((order) => managed > compactGap(order))
      .map((order) => ({
        order,
        blocks: blocksIn(
          runs.filter((run) => run.zone === zone),
          order,
        ),
      }))
      .filter(({ blocks }) => blocks.length <= FEW_BLOCKS)
      .map(({ order, blocks }) => [...blocks.map(poison), compaction(zone, order)]),
  );
}

/** First frames of the blocks in which a zone has memory. */
const blocksIn = (runs: readonly FrameRun[], order: number): number[] => [
  ...new Set(
    runs.flatMap(({ start, end }) =>
      Array.from({ length: ((end - 1) >> order) - (start >> order) + 1 }, (_, block) =>
        Math.max(start, ((start >> order) + block) << order),
      ),
    ),
  ),
];

const poison = (pfn: number): Int32Array => Int32Array.of(OPERATION.poison, pfn, 0, 0);

const compaction = (zone: number, order: number): Int32Array =>
  Int32Array.of(OPERATION.compact, nodeOf(zone), zoneIndexOf(zone), order);
