import { expect, test } from 'vitest';
import { FAULTS } from '../../../properties/index.ts';
import type { FaultInSeeds } from '../measured/seeds.ts';
import { inSeeds, ofFault } from './inSeeds.ts';

const fault = FAULTS['pin-stays-in-movable']!; // A seeded fault.

const measured = (rules: Readonly<Record<string, number>>, proven: number): FaultInSeeds => ({
  name: fault.name,
  seeds: 10,
  rules,
  proven,
  longest: 2,
  milliseconds: 1250,
  median: 300,
});

const page = (each: FaultInSeeds): string => inSeeds({ origin: 'here', faults: [each] });

test('a fault that every seed found, named and proved is in the sum alone', () => {
  const well = page(measured({ 'INV-163': 10 }, 10));
  expect(well).toContain('10 hunts: 10 found the fault, 10 named a rule that it breaks, and 10 ended');
  expect(well).toContain('at most 1.3 s of one core');
  expect(well).not.toContain('<table');
});

test('a rule that the fault does not break, a miss and a lack of proof are exceptions', () => {
  const named = page(measured({ 'INV-163': 9, 'INV-4': 1 }, 10));
  expect(named).toContain('10 found the fault, 9 named a rule that it breaks');
  expect(named).toContain('<td>INV-163 9 times, INV-4 once</td>');
  expect(page(measured({ 'INV-163': 9 }, 9))).toContain('10 hunts: 9 found the fault');
  expect(page(measured({ 'INV-163': 10 }, 9))).toContain('<table');
});

test('a fault that is no more counts for nothing, and one that was not measured has nothing to tell', () => {
  expect(page({ ...measured({ 'INV-163': 10 }, 10), name: 'no-such-fault' })).toContain('0 hunts');
  expect(ofFault(fault, null)).toBeNull();
  expect(ofFault(fault, { origin: 'here', faults: [measured({ 'INV-163': 10 }, 10)] })).toContain(
    'found in 10 of 10, proven in 10',
  );
});
