import fc from 'fast-check';
import { soundTarget } from '../../../impl/target.ts';
import { silentAbout } from '../../../properties/campaign/silent.ts';
import { scenarioArbitrary } from '../../../properties/generate/scenarioArbitrary.ts';
import { PRESETS } from '../../../properties/presets/index.ts';
import { factsOf } from '../../../properties/records/targetFacts.ts';
import { openSession } from '../../../properties/run/openSession.ts';
import type { OperationWords } from '../../../properties/scenario/words.ts';
import type { Target } from '../../../spec/allocator.ts';
import type { DesignName } from '../../../spec/designs/design.ts';
import { DESIGN_NAMES, DESIGNS } from '../../../spec/designs/index.ts';
import { memoryMapOf } from '../../../spec/layout/memoryMapOf.ts';
import type { Noticer } from '../../noticer.ts';
import { WithoutFastPath } from '../../subjects/without.ts';
import { soundly } from '../soundly.ts';

/** Machines on which a fault shows soon. */
const LAYOUTS = [
  'tiny',
  'tiny-marks',
  'tiny-numa',
  'tiny-zone-cma',
  'tiny-misaligned',
  'tiny-atomic',
  'tiny-movable-node',
  'tiny-unmirrored',
  'tiny-dma',
  'small-atomic',
  'small',
];

/** Lengths of runs, and how many. */
const STEPS = [
  [16, 12],
  [64, 12],
  [256, 6],
  [1024, 2],
  [8192, 1],
] as const;
/** The same for the allocator without its fast path: fewer, since it is slower. */
const LONG_WAY_STEPS = [[256, 4]] as const;

/** The same allocator without the fast path, which hides what it stands for. */
const longWay: Target = {
  ...soundTarget,
  name: 'long way',
  boot: (map, design, effects) => new WithoutFastPath(map, design, effects),
};

/** What a campaign begins with, and that it names nothing that was not judged: short runs of one machine after the other, under each design. */
export const noticers: readonly Noticer[] = LAYOUTS.flatMap((layout) =>
  DESIGN_NAMES.flatMap((design) => [
    ...STEPS.map(([length, runs]) => runsOf(soundTarget, layout, design, length, runs)),
    ...LONG_WAY_STEPS.map(([length, runs]) => runsOf(longWay, layout, design, length, runs)),
  ]),
);

function runsOf(
  target: Target,
  layout: string,
  name: DesignName,
  operations: number,
  numRuns: number,
): Noticer {
  const design = DESIGNS[name];
  const mapOf = () => memoryMapOf(PRESETS[layout]!, design); // Of the list above.
  const title = `${target.name}: ${numRuns} runs of ${operations} on ${layout}, ${name}`;
  const drawn = soundly(title, (): readonly OperationWords[] =>
    fc
      .sample(scenarioArbitrary({ map: mapOf(), design, target, operations }), { seed: operations, numRuns })
      .map((scenario) => scenario.operations),
  );
  return {
    name: title,
    prepare: drawn,
    holds: () => {
      const session = openSession(mapOf(), design, target);
      return (
        drawn().every((words) => session.run(words) === null) &&
        silentAbout(session.tally, factsOf(target), []).length === 0
      );
    },
  };
}
