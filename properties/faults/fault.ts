import type { PageAllocator } from '../../impl/pageAllocator.ts';
import type { Target } from '../../spec/allocator.ts';
import type { Design, DesignName } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import type { HistoricBug } from './historicBug.ts';

/** A seeded fault: a broken allocator that the suite must catch, and how it must call it. */
export interface Fault {
  /** Its name on the command line. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** The real defect it plants again; none for a fault that only tests the suite. */
  readonly bug?: HistoricBug;
  /** The rule it breaks, as the suite must name it. */
  readonly invariant: string;
  /** Other rules it breaks, where a scenario may show one of those as well. */
  readonly also?: string | readonly string[];
  /** It shows only after a history, which cannot always be made short in the time a shrinker has. */
  readonly deep?: true;
  /** Presets that show it, where the smallest machines do not. */
  readonly layouts?: readonly string[];
  /** A design under which it shows. */
  readonly design: DesignName;
  /** The broken allocator. */
  readonly target: Target;
}

/** Boots a broken allocator: a subclass of the sound one with the smallest piece overridden. */
export const brokenTarget = (
  name: string,
  Broken: new (map: MemoryMap, design: Design, effects: Effects) => PageAllocator,
): Target => ({
  name,
  reportsNotifiers: true,
  reportsClearing: true,
  boot: (map, design, effects) => new Broken(map, design, effects),
});

/** The rule is one that the fault breaks. */
export const isRightRule = ({ invariant, also }: Fault, named: string): boolean =>
  [invariant, also ?? []].flat().includes(named);
