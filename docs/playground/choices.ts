import { AREAS, FAULTS } from '../../properties/faults/index.ts';
import { PRESETS } from '../../properties/presets/index.ts';
import { soundTarget } from '../../properties/soundTarget.ts';
import type { Target } from '../../spec/allocator.ts';
import type { Layout } from '../../spec/layout/layout.ts';

/** Every page of a machine is drawn, so that it must not have too many. */
export const MOST_FRAMES = 4096;

/** Frames from the first to the last of a machine, holes included. */
export const framesOf = ({ ranges }: Layout): number => ranges.at(-1)?.end ?? 0;

/** The presets that are small enough to be drawn, by name. */
export const MACHINES: Readonly<Record<string, Layout>> = Object.fromEntries(
  Object.entries(PRESETS).filter(([, layout]) => framesOf(layout) <= MOST_FRAMES),
);

/** The seeded faults by name. */
export const TARGETS: Readonly<Record<string, Target>> = Object.fromEntries(
  Object.entries(FAULTS).map(([name, { target }]) => [name, target]),
);

/** The target of a fault; the sound allocator for none. */
export const targetOf = (fault: string | null): Target =>
  fault === null ? soundTarget : (TARGETS[fault] ?? soundTarget);

/** Names of the faults, those that test the suite and then the real ones by where they lived. */
export function faultGroups(): [title: string, names: string[]][] {
  const groups = new Map<string, string[]>();
  for (const { name, bug } of Object.values(FAULTS)) {
    const title = bug === undefined ? 'planted to test the suite' : `real: ${AREAS[bug.area]}`;
    groups.set(title, [...(groups.get(title) ?? []), name]);
  }
  return [...groups];
}
