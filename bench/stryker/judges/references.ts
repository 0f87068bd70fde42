import { soundTarget } from '../../../impl/target.ts';
import { FAULTS } from '../../../properties/faults/index.ts';
import { type ComparedRuns, compareRuns } from '../../../properties/naive/compareRuns.ts';
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

/** Two references that say the same: of answers, of lies about them, and of broken allocators. */
export const noticers: readonly Noticer[] = LAYOUTS.flatMap((name) => {
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

function agree(compared: ComparedRuns): boolean {
  let isSame = true;
  compareRuns(compared, ({ oracle, naive }) => {
    if ((oracle === null) !== (naive === null)) isSame = false;
  });
  return isSame;
}
