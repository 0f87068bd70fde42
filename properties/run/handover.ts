import { Objection, Oracle } from '../../model/oracle/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { Effects } from '../../spec/operations/effects.ts';
import type { Booted } from './booted.ts';
import { TargetFailure } from './targetFailure.ts';

/** On a larger machine another boot costs more than it tells. */
const MOST_FRAMES = 1 << 13;

/**
 * Boots the target once more, on a machine where what the allocator of boot still holds is reserved, and looks whether the page
 * allocator begins with everything else. Source: memblock_free_all, mm/memblock.c.
 */
export function checkHandover(run: Booted): void {
  const { map, design, target } = run;
  const held = run.early?.oracle.reservations() ?? [];
  if (held.length === 0 || map.frameCount > MOST_FRAMES) return;
  const reserved = [
    ...(map.layout.reserved ?? []),
    ...held.map(({ start, end }) => ({ start, end, why: 'boot' })),
  ];
  const after = memoryMapOf(
    { ...map.layout, reserved: reserved.toSorted((one, other) => one.start - other.start) },
    design,
  );
  try {
    const allocator = target.boot(after, design, new Effects());
    const oracle = new Oracle(after, design, run.habits);
    oracle.judgeReport((into) => allocator.inspect(into));
  } catch (error) {
    if (error instanceof Objection) throw error;
    throw new TargetFailure('boot', error);
  }
}
