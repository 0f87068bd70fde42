import { BootMemblock } from '../../impl/boot/bootMemblock.ts';
import { soundTarget } from '../../impl/target.ts';
import type { Fault } from './fault.ts';

class IgnoresMirror extends BootMemblock {
  override prefersMirror(): boolean {
    return false;
  }
}

/** Before Linux 4.2 the allocator of boot did not know which memory was mirrored. */
export const bootIgnoresMirror: Fault = {
  name: 'boot-ignores-mirror',
  summary: 'boot memory comes from unmirrored frames while mirrored ones are free',
  invariant: 'INV-158',
  design: 'kernelcore',
  target: {
    ...soundTarget,
    name: 'boot-ignores-mirror',
    bootAllocator: (layout, design, effects) => new IgnoresMirror(layout, design, effects),
  },
};
