import type { CompiledMachine } from '../../model/index.ts';

/** `free.cached --serveKernel--> pinned.kernel` */
export const transitionText = (
  machine: CompiledMachine,
  { leaf, event, target }: CompiledMachine['transitions'][number],
): string => `${machine.leaves[leaf]} --${machine.events[event]}--> ${machine.leaves[target]}`;
