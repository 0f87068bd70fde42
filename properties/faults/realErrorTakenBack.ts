import { PageAllocator } from '../../impl/pageAllocator.ts';
import { ERROR_INJECTED } from '../../spec/operations/arguments.ts';
import { POISON_CORRECTED } from '../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from './fault.ts';

class RealErrorTakenBack extends PageAllocator {
  override poison(pfn: number, error: number): number {
    const result = super.poison(pfn, error);
    const { memoryErrors } = this.memory;
    if (error !== ERROR_INJECTED && result !== POISON_CORRECTED) memoryErrors[memoryErrors.length - 1] = 0;
    return result;
  }
}

/** The test switch left on in production: bad memory goes back into circulation. */
export const realErrorTakenBack: Fault = {
  name: 'real-error-taken-back',
  summary: 'an error is taken back although the hardware has reported real ones',
  invariant: 'INV-194',
  design: 'kernelcore',
  target: brokenTarget('real-error-taken-back', RealErrorTakenBack),
};
