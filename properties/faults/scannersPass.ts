import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ScannersPass extends PageAllocator {
  override findPlace(zone: number, goal: number, _floor: number, order: number, mirrored: boolean): number {
    return super.findPlace(zone, goal, -1, order, mirrored);
  }
}

/** Compaction whose free scanner does not look where the other one is. */
export const scannersPass: Fault = {
  name: 'scanners-pass',
  summary: 'compaction moves pages down again, past where the two scanners have met',
  invariant: 'INV-177',
  design: 'kernelcore',
  target: brokenTarget('scanners-pass', ScannersPass),
};
