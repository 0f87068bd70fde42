import { BootOracle } from '../../model/index.ts';
import type { BootAllocator } from '../../spec/boot/bootAllocator.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';
import { SKIPPED } from './skipped.ts';
import { TargetFailure } from './targetFailure.ts';

/** The allocator of boot and the oracle that watches it. Boot comes first, so neither knows of the page allocator. */
export interface Early {
  readonly allocator: BootAllocator;
  readonly oracle: BootOracle;
}

/** Asks the allocator of boot for a range. */
export function reserveRange(run: Booted, handle: number, how: number, pages: number, node: number): number {
  const early = earlyOf(run);
  if (!early) return SKIPPED;
  const request = { pages, align: how & 255, node, exact: how >> 8 === 1 };
  const answer = ask(run, OPERATION.reserveRange, () =>
    early.allocator.reserve(pages, request.align, node, request.exact),
  );
  early.oracle.reserve(handle, request, answer, run.effects);
  return answer;
}

/** Gives one back. */
export function releaseRange(run: Booted, _handle: number, of: number): number {
  const range = run.early?.oracle.where(of);
  if (!run.early || !range) return SKIPPED;
  const { allocator, oracle } = run.early;
  const answer = ask(run, OPERATION.releaseRange, () =>
    allocator.release(range.start, range.end - range.start),
  );
  oracle.release(of, answer, run.effects);
  return answer;
}

function earlyOf(run: Booted): Early | null {
  const { layout } = run.map;
  if (run.early || !run.target.bootAllocator) return run.early;
  try {
    const allocator = run.target.bootAllocator(layout, run.design, run.effects);
    run.early = { allocator, oracle: new BootOracle(layout, run.design) };
  } catch (error) {
    throw new TargetFailure('bootAllocator', error);
  }
  return run.early;
}
