import { soundTarget } from '../../../impl/target.ts';
import { FAULTS } from '../../../properties/faults/index.ts';
import { type ComparedRuns, compareRuns } from '../../../properties/naive/compareRuns.ts';
import { keptStories, refusedBy, type Story } from '../../../properties/naive/stories.ts';
import { PRESETS } from '../../../properties/presets/index.ts';
import { DESIGNS } from '../../../spec/designs/index.ts';
import type { Noticer } from '../../noticer.ts';

/** The second reference knows nothing of pageblocks set aside for high-order atomic requests. */
const LAYOUTS = ['tiny', 'tiny-marks', 'tiny-numa', 'tiny-zone-cma', 'tiny-misaligned', 'tiny-unmirrored'];

const LENGTHS = [
  { runs: 6, operations: 20, lies: 0 },
  { runs: 4, operations: 60, lies: 0 },
  { runs: 2, operations: 20, lies: 6 },
  { runs: 1, operations: 50, lies: 6 },
];

/** Faults that show in what the second reference knows. */
const TARGETS = Object.values(FAULTS).filter((_, place) => place % 8 === 0);

/** Kept stories, each of which one of the references would misjudge if a clause of it were another; by machine. */
const STORIES = keptStories();
const stories = [...new Set(STORIES.map(({ machine }) => machine))].map(
  (machine): Noticer => ({
    name: `two references: stories on ${machine}`,
    holds: () => STORIES.filter((story) => story.machine === machine).every(isRight),
  }),
);

const isRight = (story: Story): boolean => {
  const place = story.isAllowed ? -1 : story.tells.length - 1;
  return refusedBy('naive', story) === place && refusedBy('oracle', story) === place;
};

/** Two references that say the same: of answers, of lies about them, and of broken allocators. */
const runs = LAYOUTS.flatMap((name): Noticer[] => {
  const layout = PRESETS[name]!; // Of the list above.
  return [
    ...Object.values(DESIGNS).flatMap((design) =>
      LENGTHS.map(
        (length): Noticer => ({
          name: `two references: ${length.runs} runs of ${length.operations} with ${length.lies} lies each on ${name}, ${design.name}`,
          holds: () => agree({ ...length, layout, design, target: soundTarget, firstSeed: 1 }),
        }),
      ),
    ),
    ...TARGETS.map(
      ({ name: fault, design, target }): Noticer => ({
        name: `two references: fault ${fault} on ${name}`,
        holds: () =>
          agree({ layout, design: DESIGNS[design], target, firstSeed: 1, runs: 3, operations: 40, lies: 0 }),
      }),
    ),
  ];
});

export const noticers: readonly Noticer[] = [...stories, ...runs];

function agree(compared: ComparedRuns): boolean {
  let isSame = true;
  compareRuns(compared, ({ oracle, naive }) => {
    if ((oracle === null) !== (naive === null)) isSame = false;
  });
  return isSame;
}
