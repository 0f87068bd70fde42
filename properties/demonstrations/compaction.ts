import { fragmented } from '../../model/testing/fragmented.ts';
import { type Effect, retire } from '../../model/testing/scene.ts';
import {
  COMPACT_COMPLETE,
  COMPACT_DEFERRED,
  COMPACT_SKIPPED,
  COMPACT_SUCCESS,
} from '../../spec/operations/outcome.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

const MOVES: readonly Effect[] = [
  ['moved', 0, 31],
  ['moved', 1, 29],
];
/** Nothing can move, and compaction has said so. */
const failed = () => {
  const scene = fragmented();
  for (let handle = 0; handle < 6; handle++) scene.getRef(handle);
  scene.compact(1, COMPACT_COMPLETE);
  return scene;
};
/** Pages to move, and hardly any to move to. */
const low = () => {
  const scene = fragmented();
  for (const pfn of [17, 19, 21, 23]) retire(scene, pfn, pfn + 1);
  return scene;
};

/** How compaction goes about, and when it ends. */
export const compactionDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-177',
    'the free scanner of compaction turns back',
    fragmented,
    (scene) =>
      scene.compact(1, COMPACT_SUCCESS, [
        ['moved', 0, 17],
        ['moved', 1, 31],
      ]),
    (scene) => scene.compact(1, COMPACT_SUCCESS, MOVES),
  ),
  ofAnswer(
    'INV-177',
    'compaction that just failed is tried again at once',
    failed,
    (scene) => scene.compact(1, COMPACT_COMPLETE),
    (scene) => scene.compact(1, COMPACT_DEFERRED),
  ),
  ofAnswer(
    'INV-178',
    'compaction moves pages where hardly any are free',
    low,
    (scene) => scene.compact(1, COMPACT_SUCCESS, MOVES),
    (scene) => scene.compact(1, COMPACT_SKIPPED),
  ),
];
